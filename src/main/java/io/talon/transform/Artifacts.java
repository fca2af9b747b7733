package io.talon.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talon.docs.DocsPage;
import io.talon.model.Graph;
import io.talon.model.Node;
import io.talon.model.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** What dbt's tools read, in the folder target: manifest.json, run_results.json, sources.json and the compiled SQL. */
public final class Artifacts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path folder;

    public Artifacts(Path home) {
        this.folder = home.resolve("target");
    }

    public Path folder() {
        return folder;
    }

    /** Writes the SQL of what is selected, and the manifest; answers how many there were. */
    public long compile(Graph graph, Selection selection) {
        List<Node> nodes = graph.nodes().stream().filter(node -> selection.ids().contains(node.id()) && !node.is("seed")).toList();
        nodes.forEach(node -> compiled(node, node.test() == null ? graph.compile(node, false) : graph.compile(node, graph.relation(node.test().on()))));
        write("manifest.json", Manifest.of(graph));
        return nodes.size();
    }

    /** @param counts rows by relation */
    Path document(Graph graph, Map<String, Long> counts) throws IOException {
        ObjectNode manifest = Manifest.of(graph);
        write("manifest.json", manifest);
        write("index.html", DocsPage.html(manifest, read("run_results.json"), read("sources.json"), counts));
        return folder.resolve("index.html");
    }

    private JsonNode read(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? JSON.readTree(file.toFile()) : MissingNode.getInstance();
    }

    void compiled(Node node, String sql) {
        String file = node.test() == null ? node.file() : node.file().replaceFirst("[^/]*$", node.name() + ".sql");
        write("compiled/" + file, sql + "\n");
    }

    void write(ProjectRun run) {
        write("manifest.json", Manifest.of(run.graph()));
        write("run_results.json", RunResults.of(run));
    }

    void write(String name, ObjectNode content) {
        write(name, content.toPrettyString());
    }

    /** A reader has the old file or the new one. */
    private void write(String name, String text) {
        Path file = folder.resolve(name);
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
