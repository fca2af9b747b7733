package io.talon.store;

import io.talon.export.ExportStatus;
import io.talon.ledger.Run;
import io.talon.ledger.RunFailure;
import io.talon.ledger.RunState;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Fetches the file behind a vendor's address. The address comes from outside, so it never becomes a Camel endpoint,
 * no header of ours goes there, and redirects are checked as the address itself.
 */
public final class Download {
    private static final int REDIRECTS = 3;
    private static final int PEEK = 64;

    private final HttpClient http = HttpClient.newBuilder()
        .connectTimeout(Duration.ofSeconds(15))
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
    private final AddressRules rules;
    private final Path spool;
    private final LongConsumer progress;

    /**
     * @param spool    folder for files whose length is known only when they are whole
     * @param progress told the number of bytes each time some have passed
     */
    public Download(AddressRules rules, Path spool, LongConsumer progress) {
        this.rules = rules;
        this.spool = spool;
        this.progress = progress;
    }

    /** Opens the export's file or files; they are closed when the exchange is done. */
    public Delivery open(@Variable("run") Run run, @Variable("status") ExportStatus status, Exchange exchange) throws Exception {
        HttpResponse<InputStream> response = get(uri(status), REDIRECTS);
        Delivery delivery = delivery(run, response.headers().firstValueAsLong("Content-Length"), new BufferedInputStream(response.body(), 1 << 16));
        exchange.getExchangeExtension().addOnCompletion(new Closing(delivery));
        return delivery;
    }

    private static URI uri(ExportStatus status) {
        try {
            return status.file().uri();
        } catch (IllegalArgumentException e) {
            throw new RunFailure("address-refused", "The vendor's address of the file is no URL.",
                "Replay the run: it asks for the address again.", RunState.REQUESTED);
        }
    }

    private HttpResponse<InputStream> get(URI address, int redirects) throws IOException, InterruptedException {
        rules.check(address);
        HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(2)).build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        int status = response.statusCode();
        if (status == 200) {
            return response;
        }
        response.body().close();
        if (status / 100 == 3 && redirects > 0 && response.headers().firstValue("Location").isPresent()) {
            return get(address.resolve(response.headers().firstValue("Location").get()), redirects - 1);
        }
        throw new IOException("the file's host " + address.getHost() + " answered " + status);
    }

    private Delivery delivery(Run run, OptionalLong length, BufferedInputStream body) throws IOException {
        byte[] start = peek(body);
        if (start.length > 1 && start[0] == 'P' && start[1] == 'K') {
            return new ZipDelivery(spooled(body, length), progress);
        }
        refuseOtherThanCsv(new String(start, StandardCharsets.UTF_8).stripLeading());
        if (length.isPresent()) {
            return new SingleDelivery(run.source(), length.getAsLong(), body, progress);
        }
        Path file = spooled(body, length);
        return new SingleDelivery(run.source(), Files.size(file), Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE), progress);
    }

    private static byte[] peek(BufferedInputStream body) throws IOException {
        body.mark(PEEK);
        byte[] start = body.readNBytes(PEEK);
        body.reset();
        return start;
    }

    private static void refuseOtherThanCsv(String start) {
        if (start.isEmpty() || start.startsWith("<") || start.startsWith("{")) {
            throw new RunFailure("not-a-csv", start.isEmpty() ? "The file is empty: not even a header line came."
                : "The file is no CSV; it starts with '" + start.replaceAll("\\s+", " ") + "'.",
                "Replay the run: it asks for the address again. If the file stays so, ask the vendor's support.", RunState.REQUESTED);
        }
    }

    private Path spooled(InputStream body, OptionalLong length) throws IOException {
        Path file = Files.createTempFile(Files.createDirectories(spool), "export-", ".part");
        try (body) {
            long bytes = Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
            if (length.isPresent() && length.getAsLong() != bytes) {
                throw new IOException("only " + bytes + " of " + length.getAsLong() + " bytes came");
            }
            return file;
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
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
