package io.talon.deliver;

import java.util.List;

/**
 * What an alert found of one thing that it looks at.
 *
 * @param about    the thing: values of the dimensions, or nothing where all rows are one
 * @param row      of the answer; null where there was none
 * @param words    what the value is or did, for people
 * @param distance of the value from the threshold
 */
record Finding(String about, State state, List<Object> row, String words, double distance) {
    /** Of which there is no value. */
    Finding(String about, State state, List<Object> row) {
        this(about, state, row, "", 0);
    }

    /** What can be found; of too few rows nothing is. */
    enum State { OK, FIRING, NO_DATA, TOO_FEW }
}
