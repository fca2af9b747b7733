package io.talon.export;

import java.net.URI;

/** The address of a finished file. Whoever has it can read the file, so as text it shows the host only. */
public final class DataUrl {
    private final String address;

    DataUrl(String address) {
        this.address = address;
    }

    /** @throws IllegalArgumentException if the address is no URL */
    public URI uri() {
        return URI.create(address);
    }

    @Override
    public String toString() {
        try {
            return uri().getScheme() + "://" + uri().getHost() + "/...";
        } catch (IllegalArgumentException e) {
            return "an address that is no URL";
        }
    }
}
