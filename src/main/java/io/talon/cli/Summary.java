package io.talon.cli;

import io.talon.App;
import io.talon.ledger.Build;
import io.talon.ledger.StoredObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a demo leaves the reader with: what ran, what is where, and the answer. */
final class Summary {
    private static final String ANSWER = """
        select group_name, country, grades, round(average_percent, 2) as average_percent, round(overall_percent, 2) as overall_percent
        from maestroqa_team_scores order by grades desc, group_name""";

    private Summary() {
    }

    static void print(App app) throws SQLException {
        heading("Runs");
        Console.say(StatusCommand.table(RunReport.all(app.ledger())));
        heading("Objects in the bucket " + app.settings().text("store.bucket"));
        Console.say(objects(app.ledger().objects()));
        heading("Builds");
        app.builds().all().forEach(build -> Console.say(line(build)));
        if (app.mart().exists()) {
            heading("Average score and number of grades per team and country");
            answer(app);
        }
        heading("Look further");
        further(app);
    }

    private static void heading(String text) {
        Console.say("\n" + text);
    }

    private static String objects(List<StoredObject> objects) {
        return Table.of(objects.stream().map(object -> new String[] {object.key(), String.valueOf(object.bytes()), String.valueOf(object.rows())}).toList(),
            "key", "bytes", "rows");
    }

    private static String line(Build build) {
        return "  %s  %d models built, %d tests passed, %d warnings: %s".formatted(build.id(), build.models(), build.tests(), build.warnings(), build.state());
    }

    private static void answer(App app) throws SQLException {
        try (Connection mart = app.mart().open(); var statement = mart.createStatement(); var rows = statement.executeQuery(ANSWER)) {
            Console.say(Rows.table(rows));
        }
    }

    private static void further(App app) {
        Console.say("  ledger     " + app.settings().text("ledger.jdbc-url"));
        Console.say("  objects    " + app.settings().home().resolve("s3"));
        Console.say("  warehouse  " + app.settings().text("warehouse.jdbc-url"));
        Console.say("  mart       " + app.mart().file());
        Console.say("  java -jar target/talon.jar sql \"select * from wide_maestroqa limit 5\"");
        Console.say("  java -jar target/talon.jar status --json");
        Console.say("  java -jar target/talon.jar plan");
    }
}
