package io.talon.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An invented line of the audit log; what it is follows from its day and its number on that day. */
record Activity(long day, int number) {

    Instant at() {
        return Days.start(day).plusSeconds(chance().between(0, 86_400)).plusMillis(number);
    }

    List<String> cells() {
        Chance chance = chance();
        String what = chance.oneOf(List.of("rubric", "user", "group", "automation"));
        List<String> cells = new ArrayList<>(Csv.cells(new Chance(day, number, 8).id()));
        cells.add((number % 2 == 0 ? Spelling.BARE_GUARD : Spelling.QUOTED_GUARD).cell(at()));
        cells.addAll(Csv.cells(chance.oneOf(Staff.GRADERS), what, chance.oneOf(List.of("create", "update", "delete")),
            "Changed a " + what + ", \"as agreed\"", "192.0.2." + (number + 1)));
        return cells;
    }

    private Chance chance() {
        return new Chance(day, number, 7);
    }
}
