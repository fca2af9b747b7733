package io.talon.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.talon.Folders;
import io.talon.Packaged;
import io.talon.TalonException;
import io.talon.model.Relation;
import io.talon.warehouse.Warehouse;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the project by an installed dbt, against the same PostgreSQL and with the same rule: what fails a test is not published. */
public final class Dbt {
    private static final Logger LOG = LoggerFactory.getLogger("talon");
    private static final String PASSWORD = "DBT_ENV_SECRET_TALON_WAREHOUSE";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();
    private final String command;
    private final Path workingFolder;
    private final Path home;
    private final Warehouse warehouse;
    private final Login login;

    /** Where the warehouse is, and as whom it is reached. */
    public record Login(String url, String user, String password) {
    }

    /** @param command name or path of dbt's executable */
    public Dbt(String command, Path workingFolder, Path home, Warehouse warehouse, Login login) {
        this.command = command;
        this.workingFolder = workingFolder;
        this.home = home;
        this.warehouse = warehouse;
        this.login = login;
    }

    public Outcome build() throws IOException, InterruptedException, SQLException {
        Path project = project();
        registerSources(project);
        writeProfile();
        Files.deleteIfExists(home.resolve("target/run_results.json"));
        int exitCode = run(project);
        return outcome(exitCode);
    }

    /** dbt needs files; the packaged project is copied out. */
    private Path project() throws IOException {
        Path folder = Packaged.folder(workingFolder, "warehouse");
        if (folder.getFileSystem().equals(FileSystems.getDefault())) {
            return folder;
        }
        Path copy = home.resolve("dbt/project");
        // A model of an earlier version of this program would go on being built.
        Folders.delete(copy);
        for (Path file : Packaged.files(folder)) {
            Folders.copyFile(file, copy.resolve(folder.relativize(file).toString()));
        }
        return copy;
    }

    /** A source that has brought nothing yet is an empty table. */
    private void registerSources(Path project) throws IOException, SQLException {
        for (Path file : Packaged.files(project.resolve("models"))) {
            if (file.toString().endsWith(".yml")) {
                for (JsonNode source : YAML.readTree(file.toFile()).path("sources")) {
                    for (JsonNode table : source.path("tables")) {
                        List<String> columns = StreamSupport.stream(table.path("columns").spliterator(), false).map(column -> column.path("name").asText()).toList();
                        warehouse.register(table.path("identifier").asText(table.path("name").asText()), columns);
                    }
                }
            }
        }
    }

    /** The password is not in it: dbt takes it from its environment. */
    private void writeProfile() throws IOException {
        Properties parts = Driver.parseURL(login.url(), new Properties());
        Files.createDirectories(home.resolve("dbt"));
        YAML.writeValue(home.resolve("dbt/profiles.yml").toFile(), Map.of("talon", Map.of("target", "talon", "outputs", Map.of("talon", Map.of(
            "type", "postgres", "host", parts.getProperty("PGHOST"), "port", Integer.parseInt(parts.getProperty("PGPORT")), "dbname", parts.getProperty("PGDBNAME"),
            "user", login.user(), "password", "{{ env_var('" + PASSWORD + "') }}", "schema", Warehouse.BUILD, "threads", 4)))));
    }

    private int run(Path project) throws IOException, InterruptedException {
        ProcessBuilder dbt = new ProcessBuilder(command, "--no-use-colors", "build", "--project-dir", project.toString(), "--profiles-dir", home.resolve("dbt").toString(),
            "--profile", "talon", "--target-path", home.resolve("target").toString());
        dbt.environment().put(PASSWORD, login.password());
        Process process = start(dbt.redirectErrorStream(true));
        try (BufferedReader lines = process.inputReader()) {
            process.getOutputStream().close();
            lines.lines().forEach(line -> LOG.info("dbt: {}", line));
        }
        return process.waitFor();
    }

    private Process start(ProcessBuilder dbt) {
        try {
            return dbt.start();
        } catch (IOException e) {
            throw new TalonException("dbt cannot be started: " + e.getMessage() + ".", "Install dbt with its PostgreSQL adapter, or set transform.dbt to its path, or transform.runner=talon.");
        }
    }

    private Outcome outcome(int exitCode) throws IOException {
        Path results = home.resolve("target/run_results.json");
        if (!Files.exists(results)) {
            throw new TalonException("dbt ended with exit code " + exitCode + " and left no run_results.json.", "Its own lines above say why. Correct that, then 'build'.");
        }
        JsonNode ran = JSON.readTree(results.toFile()).path("results");
        List<String> failed = new ArrayList<>();
        ran.forEach(result -> {
            if (result.path("status").asText().matches("error|fail|runtime error")) {
                failed.add(result.path("unique_id").asText() + " (" + result.path("message").asText() + ")");
            }
        });
        if (exitCode != 0 || !failed.isEmpty()) {
            throw new TalonException("dbt ended with exit code " + exitCode + ", so the mart stays as it was: " + String.join("; ", failed) + ".", "Correct the model or the data, then 'build'.");
        }
        int passed = count(ran, "pass");
        int warnings = count(ran, "warn");
        return new Outcome(marts(), count(ran, "success"), passed, passed + warnings, warnings);
    }

    private static int count(JsonNode results, String status) {
        return (int) StreamSupport.stream(results.spliterator(), false).filter(result -> result.path("status").asText().equals(status)).count();
    }

    /** dbt says in its manifest what it built where. */
    private List<Outcome.Table> marts() throws IOException {
        List<Outcome.Table> marts = new ArrayList<>();
        for (JsonNode node : JSON.readTree(home.resolve("target/manifest.json").toFile()).path("nodes")) {
            if (node.path("resource_type").asText().equals("model") && node.path("original_file_path").asText().startsWith("models/marts/")
                && !node.path("config").path("materialized").asText().equals("ephemeral")) {
                marts.add(new Outcome.Table(node.path("name").asText(), new Relation(node.path("schema").asText(), node.path("alias").asText()), List.of(), true, false));
            }
        }
        return marts;
    }
}
