package io.talon.store;

import io.talon.ledger.RunFailure;
import io.talon.ledger.RunState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;

/** From where files may be fetched: public hosts by http or https, and the vendor's own host wherever it is. */
public final class AddressRules {
    private final URI vendor;
    private final boolean allowPrivate;

    public AddressRules(URI vendor, boolean allowPrivate) {
        this.vendor = vendor;
        this.allowPrivate = allowPrivate;
    }

    /** @throws RunFailure if nothing may be fetched from there */
    void check(URI address) throws IOException {
        if (!String.valueOf(address.getScheme()).matches("https?") || address.getHost() == null || address.getUserInfo() != null) {
            throw refused("it is no plain http or https URL");
        }
        if (!isVendor(address) && !allowPrivate && isPrivate(address.getHost())) {
            throw refused("its host " + address.getHost() + " is on a private or loopback network");
        }
    }

    private boolean isVendor(URI address) {
        return address.getHost().equals(vendor.getHost()) && address.getPort() == vendor.getPort();
    }

    private static boolean isPrivate(String host) throws IOException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress() || address.isAnyLocalAddress()
                    || (address.getAddress()[0] & 0xfe) == 0xfc) {
                return true;
            }
        }
        return false;
    }

    private static RunFailure refused(String reason) {
        return new RunFailure("address-refused", "The vendor's address of the file is refused: " + reason + ".",
            "If this address is right for you, set export.allow-private-urls=true and replay the run.", RunState.REQUESTED);
    }
}
