package io.talon.store;

import java.io.IOException;

/** The address of a file does not work, or no longer; the vendor has to be asked for a fresh one. */
public final class AddressExpiredException extends IOException {
    AddressExpiredException(String host, int status) {
        super("The file's host " + host + " answered " + status);
    }
}
