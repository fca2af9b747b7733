package io.talon;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium, driven by its own DevTools protocol, which also tells what goes wrong in a page and what it asks for. */
public final class Browser implements WebSocket.Listener, AutoCloseable {
    public static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final StringBuilder part = new StringBuilder();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Process process;
    private final WebSocket socket;

    private Browser(Process process, Path folder) throws Exception {
        this.process = process;
        Path port = folder.resolve("browser/DevToolsActivePort");
        await().atMost(RoutesFixture.PATIENCE).until(() -> Files.exists(port) && Files.readAllLines(port).size() == 2);
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest pages = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/new?about:blank")).PUT(HttpRequest.BodyPublishers.noBody()).build();
        String address = JSON.readTree(client.send(pages, BodyHandlers.ofString()).body()).path("webSocketDebuggerUrl").asText();
        socket = client.newWebSocketBuilder().buildAsync(URI.create(address), this).get(RoutesFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        for (String events : List.of("Runtime", "Log", "Page", "Network")) {
            command(events + ".enable", Map.of());
        }
        command("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.resolve("downloads").toString()));
    }

    public static Browser open(Path folder) throws Exception {
        return new Browser(new ProcessBuilder(CHROMIUM.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-port=0", "--user-data-dir=" + folder.resolve("browser"))
            .redirectErrorStream(true).redirectOutput(folder.resolve("browser.log").toFile()).start(), folder);
    }

    JsonNode command(String method, Map<String, Object> parameters) throws Exception {
        int id = number.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true);
        JsonNode said = answer.get(RoutesFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (said.has("error")) {
            throw new IOException(method + ": " + said.path("error"));
        }
        return said.path("result");
    }

    public void size(int width, int height) throws Exception {
        command("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** A page from its beginning, and until the script says that it is ready. */
    public void open(String url, String ready) throws Exception {
        command("Page.navigate", Map.of("url", "about:blank"));
        command("Page.navigate", Map.of("url", url));
        until(ready);
    }

    void until(String condition) {
        await("until " + condition).atMost(RoutesFixture.PATIENCE).ignoreExceptions().until(() -> script(condition).asBoolean());
    }

    /** The value of a script in the page. */
    public JsonNode script(String script) throws Exception {
        JsonNode result = command("Runtime.evaluate", Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new IOException(script + ": " + result.path("exceptionDetails").path("exception").path("description").asText());
        }
        return result.path("result").path("value");
    }

    /** A click as of a mouse, in the middle of what the selector finds first, so that what is covered is not clicked. */
    void click(String selector) throws Exception {
        JsonNode at = script("(() => {const found = document.querySelector(" + JSON.writeValueAsString(selector) + "); found.scrollIntoView({block: 'center'});"
            + "const box = found.getBoundingClientRect(); return {x: box.x + box.width / 2, y: box.y + box.height / 2};})()");
        for (String event : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
            command("Input.dispatchMouseEvent", Map.of("type", event, "x", at.path("x").asDouble(), "y", at.path("y").asDouble(), "button", "left", "clickCount", 1));
        }
    }

    /** The space bar on what the selector finds first. */
    void press(String selector) throws Exception {
        script("document.querySelector(" + JSON.writeValueAsString(selector) + ").focus()");
        for (String event : List.of("keyDown", "keyUp")) {
            command("Input.dispatchKeyEvent", Map.of("type", event, "key", " ", "code", "Space", "text", " ", "windowsVirtualKeyCode", 32));
        }
    }

    /** What the console holds against the pages so far. */
    List<String> troubles() {
        return troubles;
    }

    List<String> requests() {
        return requests;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            take(part.toString());
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    private void take(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            JsonNode parameters = message.path("params");
            switch (message.path("method").asText()) {
                case "" -> asked.remove(message.path("id").asInt()).complete(message);
                case "Network.requestWillBeSent" -> requests.add(parameters.path("request").path("url").asText());
                case "Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled" -> troubles.add(parameters.toString());
                default -> { }
            }
        } catch (IOException e) {
            troubles.add(e.toString());
        }
    }

    @Override
    public void close() throws Exception {
        socket.abort();
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        process.destroy();
        // Its helpers outlive it by a moment, in which they write into the profile that is about to be deleted.
        process.waitFor(RoutesFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            one.onExit().get(RoutesFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
