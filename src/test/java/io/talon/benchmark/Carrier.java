package io.talon.benchmark;

/** One of those that are compared: carries exports from the vendor to the store. */
interface Carrier extends AutoCloseable {

    Side side();

    /** Asks for so many exports and returns when all their files are stored. */
    Carried carry(int exports) throws Exception;

    @Override
    default void close() {
    }

    /** Opens a carrier for a vendor and a store. */
    @FunctionalInterface
    interface Opening {
        Carrier open(FarEnd farEnd, Setup setup) throws Exception;
    }
}
