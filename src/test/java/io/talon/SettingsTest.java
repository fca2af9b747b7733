package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    private Path folder;

    private Settings load(String properties, Map<String, String> environment) {
        try {
            Files.writeString(folder.resolve(Settings.FILE), properties);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Settings.load(folder, environment, new Properties());
    }

    @Test
    void should_default_to_the_embedded_mode() {
        Settings settings = Settings.load(folder, Map.of(), new Properties());
        assertThat(settings.isEmbedded("maestroqa.base-url")).isTrue();
        assertThat(settings.text("ledger.jdbc-url")).isEqualTo("jdbc:sqlite:" + folder.resolve("talon-home/ledger.db"));
        assertThat(settings.duration("export.poll-interval")).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void should_let_the_environment_override_the_file() {
        Settings settings = load("export.deadline=3h\n", Map.of("EXPORT_DEADLINE", "4h"));
        assertThat(settings.duration("export.deadline")).isEqualTo(Duration.ofHours(4));
    }

    @ParameterizedTest
    @CsvSource({"many,, application.properties", "5, many, the variable STORE_PARALLEL"})
    void should_say_where_a_wrong_value_comes_from(String inFile, String inVariable, String place) {
        assertThatThrownBy(() -> load("store.parallel=" + inFile + "\n", inVariable == null ? Map.of() : Map.of("STORE_PARALLEL", inVariable)))
            .hasMessageContaining("'many'").extracting(e -> ((TalonException) e).remedy()).isEqualTo("Correct it in " + place + ".");
    }

    @Test
    void should_refuse_an_unknown_property_and_name_the_nearest() {
        assertThatThrownBy(() -> load("export.dedline=3h\n", Map.of()))
            .isInstanceOf(ConfigurationException.class).hasMessageContaining("export.dedline")
            .extracting(e -> ((TalonException) e).remedy()).asString().contains("export.deadline");
    }

    @Test
    void should_know_a_property_that_only_a_route_of_the_user_names() throws IOException {
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes/source-mine.camel.yaml"), "- route:\n    from:\n      uri: \"timer:{{source.mine.period}}\"\n");
        assertThat(load("source.mine.period=7\n", Map.of()).text("source.mine.period")).isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        maestroqa.base-url=ftp://x          | maestroqa.base-url
        maestroqa.base-url=https://x/api/v1 | maestroqa.api-token
        maestroqa.dialect=modern            | maestroqa.dialect
        export.poll-interval=soon           | export.poll-interval
        export.deadline=0s                  | export.deadline
        export.allow-private-urls=perhaps   | export.allow-private-urls
        store.endpoint=minio                | store.endpoint
        store.endpoint=aws                  | store.access-key
        store.bucket=My_Bucket              | store.bucket
        store.prefix=/x                     | store.prefix
        store.parallel=0                    | store.parallel
        warehouse.jdbc-url=jdbc:mysql://x   | warehouse.jdbc-url
        ledger.jdbc-url=jdbc:h2:mem         | ledger.jdbc-url
        source.csat.enabled=yes             | source.csat.enabled
        sandbox.data=no/such/folder         | sandbox.data
        management.port=70000               | management.port
        management.operations=maybe         | management.operations
        management.allowed-origins=*        | management.allowed-origins
        management.keystore=no/such.p12     | management.keystore
        """)
    void should_stop_the_start_with_a_sentence_that_names_the_wrong_property(String line, String property) {
        assertThatThrownBy(() -> load(line + "\n", Map.of()))
            .isInstanceOf(ConfigurationException.class).hasMessageContaining("property " + property);
    }

    @Test
    void should_read_a_secret_from_the_file_that_a_variable_names() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "from-a-file\n");
        assertThat(load("", Map.of("MAESTROQA_API_TOKEN_FILE", file.toString())).text("maestroqa.api-token")).isEqualTo("from-a-file");
        assertThat(Secrets.mask("it is from-a-file")).isEqualTo("it is ***");
        assertThatThrownBy(() -> load("", Map.of("MAESTROQA_API_TOKEN_FILE", file.toString(), "MAESTROQA_API_TOKEN", "another"))).hasMessageContaining("Both MAESTROQA_API_TOKEN and");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        no/such/file | LEDGER_PASSWORD_FILE names
        .            | LEDGER_PASSWORD_FILE names
        empty        | is empty
        """)
    void should_stop_the_start_where_the_file_of_a_secret_has_none(String file, String words) throws IOException {
        Files.writeString(folder.resolve("empty"), "\n");
        assertThatThrownBy(() -> load("", Map.of("LEDGER_PASSWORD_FILE", file))).isInstanceOf(ConfigurationException.class).hasMessageContaining(words);
    }

    @Test
    void should_warn_of_a_secret_that_everybody_on_the_machine_can_read() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "from-another-file");
        Map<String, String> environment = Map.of("MAESTROQA_API_TOKEN_FILE", file.toString());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(load("", environment).warnings()).singleElement().asString().contains("every user", file.toString()).doesNotContain("from-another-file");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(load("", environment).warnings()).isEmpty();
    }

    @Test
    void should_show_no_secret_in_a_refusal_and_give_none_to_the_routes() {
        assertThatThrownBy(() -> load("ledger.jdbc-url=jdbc:oracle:scott/tiger\n", Map.of())).hasMessageNotContaining("tiger");
        Properties forRoutes = load("maestroqa.api-token=s3cret\nstore.secret-key=s3cret\nledger.password=s3cret\n", Map.of()).forRoutes();
        assertThat(forRoutes.values()).doesNotContain("s3cret");
    }
}
