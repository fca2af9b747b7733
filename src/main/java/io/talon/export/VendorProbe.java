package io.talon.export;

import io.talon.ConfigurationException;
import io.talon.TalonException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Finds out whether the vendor is there and takes the token, by showing a ticket that nobody has: that asks for nothing. */
public final class VendorProbe {
    private static final String NO_TICKET = "000000000000000000000000";

    private VendorProbe() {
    }

    /** What it answered, in words. */
    public static String tryOut(URI baseUrl, String dialect, String token, Duration limit) throws InterruptedException {
        HttpRequest.Builder call = dialect.equals("legacy")
            ? HttpRequest.newBuilder(URI.create(baseUrl + "/get-export-data")).header("Content-Type", "application/json")
                .method("GET", BodyPublishers.ofString("{\"exportId\": \"" + NO_TICKET + "\"}"))
            : HttpRequest.newBuilder(URI.create(baseUrl + "/export-data/" + NO_TICKET));
        try {
            HttpClient client = HttpClient.newBuilder().connectTimeout(limit).build();
            return judged(client.send(call.header("apitoken", token).timeout(limit).build(), BodyHandlers.discarding()), baseUrl);
        } catch (IOException e) {
            throw new TalonException(baseUrl.getHost() + " cannot be reached: " + e + ".", "Check maestroqa.base-url and the network.");
        }
    }

    private static String judged(HttpResponse<Void> answer, URI baseUrl) {
        int status = answer.statusCode();
        if (status == 401 || status == 403) {
            throw new ConfigurationException(baseUrl.getHost() + " refuses the API token with " + status + ".",
                "Create a new one under Other Settings > API Tokens, and put it in the place of the old one (MAESTROQA_API_TOKEN, or the file that MAESTROQA_API_TOKEN_FILE names).");
        }
        if (status == 429 || status >= 500) {
            throw new TalonException(baseUrl.getHost() + " is unwell: it answered " + status + ".", "Try again later; runs would wait for it.");
        }
        if (status / 100 == 3 || status == 200) {
            throw new ConfigurationException(baseUrl.getHost() + " answered " + status + " to a ticket that nobody has; that is not the API.",
                "Check maestroqa.base-url: it must end in /api/v1.");
        }
        return baseUrl.getHost() + " is there and takes the token: it answered " + status + " to a ticket that nobody has";
    }
}
