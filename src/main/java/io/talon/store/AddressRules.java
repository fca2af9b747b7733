package io.talon.store;

import io.talon.ledger.RunFailure;
import io.talon.ledger.RunState;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * From where files may be fetched: public hosts by http or https, and the vendor's own host wherever it is.
 * It is also how names become addresses, so that what was checked is what is connected to.
 */
public final class AddressRules extends SystemDefaultDnsResolver {
    private final URI vendor;
    private final boolean allowPrivate;

    public AddressRules(URI vendor, boolean allowPrivate) {
        this.vendor = vendor;
        this.allowPrivate = allowPrivate;
    }

    /** @throws RunFailure if nothing may be fetched from there */
    void check(URI address) throws UnknownHostException {
        if (!String.valueOf(address.getScheme()).matches("https?") || address.getHost() == null || address.getUserInfo() != null) {
            throw refused("it is no plain http or https URL");
        }
        if (!isVendor(address)) {
            refusePrivate(address.getHost(), super.resolve(address.getHost()));
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = super.resolve(host);
        if (!host.equals(vendor.getHost())) {
            refusePrivate(host, addresses);
        }
        return addresses;
    }

    private boolean isVendor(URI address) {
        return address.getHost().equals(vendor.getHost()) && address.getPort() == vendor.getPort();
    }

    private void refusePrivate(String host, InetAddress[] addresses) {
        for (InetAddress address : addresses) {
            if (!allowPrivate && isPrivate(address)) {
                throw refused("its host " + host + " is on a private or loopback network");
            }
        }
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean isSpecial = address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress() || address.isAnyLocalAddress()
            || address.isMulticastAddress();
        // IPv4: this network and carrier-grade NAT; IPv6: unique local, 6to4 and NAT64, behind which any IPv4 address may be.
        return isSpecial || (bytes.length == 4 ? first == 0 || first == 100 && (second & 0xc0) == 64
            : (first & 0xfe) == 0xfc || first == 0x20 && second == 0x02 || first == 0 && second == 0x64);
    }

    private static RunFailure refused(String reason) {
        return new RunFailure("address-refused", "The vendor's address of the file is refused: " + reason + ".",
            "If this address is right for you, set export.allow-private-urls=true and replay the run.", RunState.REQUESTED);
    }
}
