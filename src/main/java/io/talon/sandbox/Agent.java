package io.talon.sandbox;

import java.util.Arrays;
import java.util.List;

/**
 * An invented agent.
 *
 * @param ids     as the groups file spells them, separated by semicolons
 * @param evenDay team on days whose number since 1970 is even, null for none
 * @param oddDay  team on the others
 * @param skill   how many questions of a hundred are answered in full
 */
record Agent(String name, String email, String ids, Group evenDay, Group oddDay, int skill, boolean available) {

    Agent(String name, String email, String ids, Group team, int skill) {
        this(name, email, ids, team, team, skill, true);
    }

    List<String> idList() {
        return Arrays.stream(ids.split(";")).map(String::strip).toList();
    }

    /** @param day since 1970 */
    Group team(long day) {
        return day % 2 == 0 ? evenDay : oddDay;
    }
}
