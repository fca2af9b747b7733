package io.talon.benchmark;

/** One comparison; its name says what it is about. */
interface Row {

    String name();

    void measure(Setup setup, Results results) throws Exception;
}
