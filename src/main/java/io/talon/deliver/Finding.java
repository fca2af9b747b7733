package io.talon.deliver;

import java.util.List;

/**
 * What an alert found of one thing that it looks at.
 *
 * @param about  the thing: values of the dimensions, or nothing where all rows are one
 * @param row    of the answer; null where there was none
 * @param words  what the value is or did, for people
 */
record Finding(String about, State state, List<Object> row, String words) {
    /** What can be found; of too few rows nothing is. */
    enum State { OK, FIRING, NO_DATA, TOO_FEW }
}
