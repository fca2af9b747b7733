package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.access.Users;
import io.talon.management.Credentials;
import io.talon.management.ManagementPort;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the port is bound, and what it speaks there. */
class ManagementAddressTest {
    private static final String PASSWORD = "planted-password";
    @TempDir
    private Path folder;

    private ManagementPort open(Map<String, String> environment) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("MANAGEMENT_PORT", "0", "MANAGEMENT_USER", "ops", "MANAGEMENT_PASSWORD", PASSWORD));
        all.putAll(environment);
        return ManagementPort.open(Settings.load(folder, all, new Properties()), new Credentials("ops", PASSWORD, Users.none()), exchange -> exchange.sendResponseHeaders(200, -1));
    }

    private static int status(HttpClient client, URI address) throws Exception {
        String login = Base64.getEncoder().encodeToString(("ops:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return client.send(HttpRequest.newBuilder(address).header("Authorization", "Basic " + login).build(), BodyHandlers.discarding()).statusCode();
    }

    @Test
    void should_be_bound_to_this_machine_unless_told_otherwise() throws Exception {
        try (ManagementPort port = open(Map.of())) {
            assertThat(port.address().getHost()).isEqualTo("127.0.0.1");
            assertThat(status(HttpClient.newHttpClient(), port.address())).isEqualTo(200);
        }
    }

    @Test
    void should_answer_to_any_name_where_it_is_open_to_others_and_has_a_password() throws Exception {
        try (ManagementPort port = open(Map.of("MANAGEMENT_HOST", "0.0.0.0")); Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port.address().getPort()));
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: talon.example\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 401").contains("Basic realm");
        }
    }

    @Test
    void should_speak_tls_with_the_certificate_that_it_is_given() throws Exception {
        Path keystore = folder.resolve("talon.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keystore", keystore.toString(), "-storetype", "PKCS12",
            "-storepass", PASSWORD, "-alias", "talon", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1").inheritIO().start();
        assertThat(keytool.waitFor()).isZero();
        try (ManagementPort port = open(Map.of("MANAGEMENT_KEYSTORE", keystore.toString(), "MANAGEMENT_KEYSTORE_PASSWORD", PASSWORD))) {
            assertThat(port.address().getScheme()).isEqualTo("https");
            assertThat(status(HttpClient.newBuilder().sslContext(trusting(keystore)).build(), port.address())).isEqualTo(200);
        }
    }

    private static SSLContext trusting(Path keystore) throws Exception {
        KeyStore own = KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("talon", own.getCertificate("talon"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
