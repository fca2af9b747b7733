package io.talon.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/** Plays MaestroQA's export API over HTTP on 127.0.0.1: tickets, states, signed files, and faults on demand. */
public final class Sandbox implements AutoCloseable {
    static {
        // Without it the JDK's server holds the last bytes of every answer back for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final SandboxOptions options;
    private final SandboxClock clock = new SandboxClock();
    private final Recorder recorder = new Recorder();
    private final Script script = new Script();
    private final Controls controls = new Controls(clock, recorder);
    private final ExecutorService threads = Executors.newCachedThreadPool(Sandbox::thread);
    private final HttpServer server;
    private final Api api;

    private Sandbox(SandboxOptions options, LongSupplier nanoTime) throws IOException {
        ExportData data = options.data() == null ? new InventedData() : FolderData.of(options.data());
        this.options = options;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), options.port()), 0);
        this.api = new Api(options, clock, data, new RateLimits(nanoTime), path -> origin() + path);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** @throws IllegalArgumentException if the data folder is not usable */
    public static Sandbox start(SandboxOptions options) throws IOException {
        return start(options, System::nanoTime);
    }

    /** @param nanoTime the time by which the limits are kept */
    static Sandbox start(SandboxOptions options, LongSupplier nanoTime) throws IOException {
        return new Sandbox(options, nanoTime);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Received call = Received.of(exchange, clock.instant());
        Answer answer = Controls.concern(call) ? controls.answer(call) : played(call);
        answer.delivery().send(exchange, answer);
        exchange.close();
    }

    private Answer played(Received call) {
        Answer honest = api.answer(call);
        Answer answer = script.play(Endpoint.of(call), api.requestOf(call), honest);
        recorder.add(call.answered(answer.status()));
        return answer;
    }

    /** Where the API is: {@code http://127.0.0.1:PORT/api/v1}. */
    public URI baseUrl() {
        return URI.create(origin() + Endpoint.API);
    }

    public SandboxClock clock() {
        return clock;
    }

    public Recorder recorder() {
        return recorder;
    }

    /** Adds to what is still to be played. */
    public void next(Scenario... scenarios) {
        script.add(List.of(scenarios));
    }

    /** Drops whatever is still to be played: from here on every answer is honest. */
    public void behave() {
        script.clear();
    }

    /** The sentences a host should print: where the data is from, and what is guessed about the vendor. */
    public List<String> notice() {
        return Notice.sentences(options);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "sandbox");
        thread.setDaemon(true);
        return thread;
    }
}
