package io.talon.management;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.talon.ConfigurationException;
import io.talon.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The port on which the service shows itself. All of it lies behind one {@link Guard}. */
public final class ManagementPort implements AutoCloseable {
    /** As many as may wait for answers of the mart, and as many again. */
    private static final int THREADS = 8;
    private final HttpServer server;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> new Thread(task, "management"));
    private final String scheme;
    private final String host;

    private ManagementPort(HttpServer server, String scheme, String host) {
        this.server = server;
        this.scheme = scheme;
        this.host = host;
    }

    /** @throws BindException if another program has the port */
    public static ManagementPort open(Settings settings, Credentials credentials, HttpHandler addresses) throws IOException {
        String scheme = scheme(settings);
        String host = settings.text("management.host");
        InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(settings.text("management.port")));
        ManagementPort port = new ManagementPort(scheme.equals("https") ? tls(settings, address) : HttpServer.create(address, 0), scheme, host);
        port.serve(settings, credentials, address.getAddress(), addresses);
        return port;
    }

    private void serve(Settings settings, Credentials credentials, InetAddress address, HttpHandler addresses) {
        Set<String> allowed = Arrays.stream(settings.text("management.allowed-origins").split(",")).map(String::strip).collect(Collectors.toSet());
        // An idle service keeps no thread for whoever may look.
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        server.createContext("/", addresses).getFilters().add(new Guard(credentials, new Origins(scheme, host, address.isLoopbackAddress(), allowed)));
        server.start();
    }

    private static HttpServer tls(Settings settings, InetSocketAddress address) throws IOException {
        SSLContext context = context(settings);
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }

    private static SSLContext context(Settings settings) throws IOException {
        char[] password = settings.text("management.keystore.password").toCharArray();
        try (InputStream file = Files.newInputStream(settings.path("management.keystore"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationException("The file of the property management.keystore is no PKCS#12 file that management.keystore.password opens.",
                "Export certificate and key as PKCS#12, and set MANAGEMENT_KEYSTORE_PASSWORD to that file's password.");
        }
    }

    public URI address() {
        return URI.create(address(scheme, host, String.valueOf(server.getAddress().getPort())));
    }

    /** Where the page of a service with these settings is, in words. */
    public static String page(Settings settings) {
        String port = settings.text("management.port");
        return port.equals("0") ? "whose address is in its log" : address(scheme(settings), settings.text("management.host"), port);
    }

    private static String scheme(Settings settings) {
        return settings.text("management.keystore").isBlank() ? "http" : "https";
    }

    private static String address(String scheme, String host, String port) {
        return scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
