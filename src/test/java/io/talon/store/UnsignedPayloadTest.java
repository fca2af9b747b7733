package io.talon.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.s3.S3Client;

class UnsignedPayloadTest {
    private record Sent(Headers headers, String content) {
    }

    @Test
    void should_send_content_over_http_as_it_is() throws Exception {
        CompletableFuture<Sent> sent = new CompletableFuture<>();
        HttpServer store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/", exchange -> {
            sent.complete(new Sent(exchange.getRequestHeaders(), new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        store.start();
        try (S3Client s3 = ObjectStore.open(URI.create("http://localhost:" + store.getAddress().getPort()), "us-east-1", "key", "secret", true)) {
            s3.putObject(put -> put.bucket("bucket").key("key"), RequestBody.fromString("a,b"));
        } finally {
            store.stop(0);
        }
        assertThat(sent.get().headers().getFirst("X-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
        assertThat(sent.get().headers().getFirst("Authorization")).startsWith("AWS4-HMAC-SHA256 Credential=key/");
        assertThat(sent.get().content()).isEqualTo("a,b");
    }

    @ParameterizedTest
    @CsvSource({"http,80,store", "http,9000,store:9000", "https,443,store", "https,80,store:80"})
    void should_sign_the_host_as_it_is_sent_and_leave_the_address(String protocol, int port, String host) {
        SdkHttpRequest request = SdkHttpRequest.builder().protocol(protocol).host("store").port(port).method(SdkHttpMethod.GET).encodedPath("/bucket").build();

        SdkHttpRequest signed = new UnsignedPayload().sign(sign -> sign.request(request).identity(AwsBasicCredentials.create("key", "secret"))
            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3").putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")).request();

        assertThat(signed.firstMatchingHeader("Host")).hasValue(host);
        assertThat(signed.getUri()).isEqualTo(request.getUri());
    }
}
