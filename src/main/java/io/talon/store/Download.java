package io.talon.store;

import io.talon.OneLine;
import io.talon.Packaged;
import io.talon.export.ExportStatus;
import io.talon.export.TimeLimit;
import io.talon.ledger.Run;
import io.talon.ledger.RunFailure;
import io.talon.ledger.RunState;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;

/**
 * Fetches the file behind a vendor's address. The address comes from outside, so it never becomes a Camel endpoint,
 * no header of ours goes there, and redirects are checked as the address itself.
 */
public final class Download implements AutoCloseable {
    private static final int REDIRECTS = 3;
    private static final int PEEK = 64;
    private static final int BUFFER = 1 << 16;
    private static final int CONNECTIONS = 256;

    private final CloseableHttpClient http;
    private final AddressRules rules;
    private final TimeLimit timeLimit;
    private final Duration stall;
    private final Path spool;
    private final LongConsumer progress;

    /**
     * @param timeLimit until the first byte of a file
     * @param stall     how long a file may bring next to nothing
     * @param spool     folder for archives, which can be read only when they are whole; nobody else uses it
     * @param progress  told the number of bytes each time some have passed
     */
    public Download(AddressRules rules, TimeLimit timeLimit, Duration stall, Path spool, LongConsumer progress) throws IOException {
        this.rules = rules;
        this.timeLimit = timeLimit;
        this.stall = stall;
        this.spool = spool;
        this.progress = progress;
        removeLeftovers(spool);
        this.http = client(rules, stall);
    }

    /** A process that is killed leaves the archive that it was about to unpack. */
    private static void removeLeftovers(Path spool) throws IOException {
        if (Files.exists(spool)) {
            for (Path archive : Packaged.files(spool)) {
                Files.delete(archive);
            }
        }
    }

    private static CloseableHttpClient client(AddressRules rules, Duration stall) {
        ConnectionConfig timeouts = ConnectionConfig.custom().setConnectTimeout(Timeout.ofSeconds(15))
            .setSocketTimeout(Timeout.of(stall)).build();
        return HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create().setDnsResolver(rules).setDefaultConnectionConfig(timeouts)
                .setMaxConnTotal(CONNECTIONS).setMaxConnPerRoute(CONNECTIONS).build())
            .disableRedirectHandling().disableContentCompression().disableCookieManagement().disableAuthCaching().disableAutomaticRetries()
            .setUserAgent("talon").build();
    }

    /** Opens the export's file or files; they are closed when the exchange is done. */
    public Delivery open(@Variable("run") Run run, @Variable("status") ExportStatus status, Exchange exchange) throws Exception {
        Opened file = get(uri(status), REDIRECTS);
        try {
            Delivery delivery = delivery(run, file);
            exchange.getExchangeExtension().addOnCompletion(new Closing(delivery));
            return delivery;
        } catch (IOException | RuntimeException e) {
            file.breakOff();
            throw e;
        }
    }

    private static URI uri(ExportStatus status) {
        try {
            return status.file().uri();
        } catch (IllegalArgumentException e) {
            throw new RunFailure("address-refused", "The vendor's address of the file is no URL.",
                "Replay the run: it asks for the address again.", RunState.REQUESTED);
        }
    }

    private Opened get(URI address, int redirects) throws IOException {
        rules.check(address);
        HttpGet get = new HttpGet(address);
        ClassicHttpResponse response = timeLimit.keep(address.getHost(), get::cancel, () -> http.executeOpen(HttpHost.create(address), get, null));
        Opened file = new Opened(get, response);
        int status = response.getCode();
        if (status == 200) {
            return file;
        }
        file.breakOff();
        Header location = response.getFirstHeader("Location");
        if (status / 100 == 3 && redirects > 0 && location != null) {
            return get(redirected(address, location.getValue()), redirects - 1);
        }
        if (status / 100 == 4 && status != 408 && status != 429) {
            throw new AddressExpiredException(address.getHost(), status);
        }
        throw new IOException("the file's host " + address.getHost() + " answered " + status);
    }

    private static URI redirected(URI address, String location) {
        try {
            return address.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new RunFailure("address-refused", "The file's host " + address.getHost() + " redirects to something that is no URL.",
                "Replay the run: it asks for the address again.", RunState.REQUESTED);
        }
    }

    private Delivery delivery(Run run, Opened file) throws IOException {
        if (file.response.getEntity() == null) {
            throw notCsv("");
        }
        long length = file.response.getEntity().getContentLength();
        BufferedInputStream body = new BufferedInputStream(new Body(new PatientStream(file.response.getEntity().getContent(), stall), file), BUFFER);
        byte[] start = peek(body);
        if (start.length > 1 && start[0] == 'P' && start[1] == 'K') {
            return new ZipDelivery(run.source(), spooled(body), progress);
        }
        if (start.length > 1 && start[0] == 0x1f && start[1] == (byte) 0x8b) {
            return unpacked(run, new BufferedInputStream(Inflation.gunzip(body), BUFFER));
        }
        refuseOtherThanCsv(start);
        return new SingleDelivery(run.source(), length, body, progress);
    }

    private Delivery unpacked(Run run, BufferedInputStream content) throws IOException {
        refuseOtherThanCsv(peek(content));
        return new SingleDelivery(run.source(), -1, content, progress);
    }

    private static byte[] peek(BufferedInputStream body) throws IOException {
        body.mark(PEEK);
        byte[] start = body.readNBytes(PEEK);
        body.reset();
        return start;
    }

    private static void refuseOtherThanCsv(byte[] bytes) {
        String start = new String(bytes, StandardCharsets.UTF_8).stripLeading();
        if (start.isEmpty() || start.startsWith("<") || start.startsWith("{")) {
            throw notCsv(start);
        }
    }

    private static RunFailure notCsv(String start) {
        return new RunFailure("not-a-csv", start.isEmpty() ? "The file is empty: not even a header line came."
            : "The file is no CSV; it starts with '" + OneLine.of(start) + "'.",
            "Replay the run: it asks for the address again. If the file stays so, ask the vendor's support.", RunState.REQUESTED);
    }

    private Path spooled(InputStream body) throws IOException {
        Path file = Files.createTempFile(Files.createDirectories(spool), "export-", ".part");
        try (body) {
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    /** A file that has begun to come. */
    private record Opened(HttpGet get, ClassicHttpResponse response) {

        /** Closing a response would read on to its end, however long that takes; what has been read to its end is not touched. */
        void breakOff() {
            get.cancel();
        }
    }

    /** A response's body, whose end need not be waited for. */
    private static final class Body extends FilterInputStream {
        private final Opened file;

        Body(InputStream in, Opened file) {
            super(in);
            this.file = file;
        }

        @Override
        public void close() {
            file.breakOff();
        }
    }

    /** Closes the delivery with its exchange, however that ends. */
    private static final class Closing extends SynchronizationAdapter {
        private final Delivery delivery;

        Closing(Delivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public void onDone(Exchange exchange) {
            try {
                delivery.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
