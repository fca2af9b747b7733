package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.talon.cli.Console;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

@ExtendWith(FaultTable.class)
class ConfigFaultsTest implements FaultTable.Played {
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("talon");
    @TempDir
    private Path folder;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private String outcome = "";

    @BeforeEach
    void listen() {
        log.start();
        LOGGER.addAppender(log);
    }

    @AfterEach
    void leave() {
        LOGGER.detachAppender(log);
    }

    @Override
    public String outcome() {
        return outcome;
    }

    private void start(Map<String, String> environment) throws Exception {
        App.start(Settings.load(folder, environment, new Properties()), Mode.COMMAND).close();
    }

    private String remedy(Map<String, String> environment) {
        return catchThrowableOfType(ConfigurationException.class, () -> start(environment)).remedy();
    }

    /** One sentence that names what is wrong, and a remedy; the exit code is 2. */
    private void refused(ThrowingCallable start, String word) {
        assertThatThrownBy(start).isInstanceOf(ConfigurationException.class).hasMessageContaining(word).satisfies(e -> {
            assertThat(((ConfigurationException) e).remedy()).isNotBlank();
            assertThat(e.getMessage()).doesNotContain("Exception");
            assertThat(Console.refused((Exception) e)).isEqualTo(2);
            outcome = "refuses to start: " + e.getMessage().replace(folder.toString(), "...").replaceAll("\\s+", " ");
        });
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
        MAESTROQA_BASE_URL         | https://example.com/api/v1                   | maestroqa.api-token
        MAESTROQA_BASE_URL         | example.com                                  | maestroqa.base-url
        MAESTROQA_TOKEN_ISSUED     | yesterday                                    | maestroqa.token-issued
        STORE_ENDPOINT             | http://                                      | store.endpoint
        LEDGER_JDBC_URL            | jdbc:postgresql://127.0.0.1:1/no?password=pw | ledger.jdbc-url
        WAREHOUSE_JDBC_URL         | jdbc:duckdb:/no/such/folder/w.duckdb         | warehouse.jdbc-url
        WAREHOUSE_JDBC_URL         | jdbc:oracle:thin                             | warehouse.jdbc-url
        EXPORT_STALL               | never                                        | export.stall
        NOTIFY_EMAIL_ENABLED       | true                                         | notify.email.to
        NOTIFY_SLACK_ENABLED       | true                                         | notify.slack.webhook
        SOURCE_TOTAL_SCORES_CRON   | every night                                  | source.total-scores.cron
        MANAGEMENT_HOST            | 0.0.0.0                                      | management.host
        MANAGEMENT_USER            | ops                                          | management.password
        """)
    void should_refuse_a_wrong_value(String name, String value, String word) {
        refused(() -> start(Map.of(name, value)), word);
    }

    @Test
    @DisplayName("an unknown property")
    void should_refuse_an_unknown_property() throws IOException {
        Files.writeString(folder.resolve("application.properties"), "export.dedline=1h\n");
        refused(() -> start(Map.of()), "export.dedline");
    }

    @Test
    @DisplayName("talon.home is not to be written to")
    void should_refuse_a_home_that_cannot_be_written_to() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        refused(() -> start(Map.of("TALON_HOME", folder.resolve("file/home").toString())), "talon.home");
    }

    @Test
    @DisplayName("a second service on the same home")
    void should_refuse_a_second_service_and_name_the_first() throws Exception {
        try (App first = App.start(Settings.load(folder, Map.of(), new Properties()), Mode.COMMAND)) {
            assertThat(first.sources()).isNotEmpty();
            refused(() -> start(Map.of()), "process " + ProcessHandle.current().pid());
            assertThat(remedy(Map.of())).contains("replayed on its page, http://127.0.0.1:8077/, with management.operations=true", "or stop it").doesNotContain("another folder");
            assertThat(remedy(Map.of("MANAGEMENT_ENABLED", "false"))).isEqualTo("Wait until it has ended, or stop it.");
        }
    }

    @ParameterizedTest(name = "a route with {0}")
    @CsvSource({"an unknown step, setBody, setBdy", "an unknown option, pollTimeout, pollTimout", "a placeholder of no property, maestroqa.dialect, maestroqa.dialct"})
    void should_refuse_a_route_with_a_typo(String what, String right, String wrong) throws IOException {
        Path packaged = Packaged.folder("routes");
        Files.createDirectories(folder.resolve("routes"));
        for (Path file : Packaged.files(packaged)) {
            String text = Files.readString(file);
            Files.writeString(folder.resolve("routes").resolve(packaged.relativize(file).toString()),
                file.toString().contains("export") ? text.replace(right, wrong) : text);
        }
        refused(() -> start(Map.of()), wrong);
    }

    @Test
    @DisplayName("a password that can be guessed")
    void should_refuse_a_short_password() {
        refused(() -> start(Map.of("MANAGEMENT_USER", "ops", "MANAGEMENT_PASSWORD", "letmein")), "management.password");
    }

    @Test
    @DisplayName("a keystore that is none")
    void should_refuse_a_keystore_that_is_none() throws IOException {
        Files.writeString(folder.resolve("no.p12"), "no keystore");
        refused(() -> App.start(Settings.load(folder, Map.of("MANAGEMENT_KEYSTORE", "no.p12", "MANAGEMENT_PORT", "0"), new Properties()), Mode.SERVICE).close(), "management.keystore");
    }

    @Test
    @DisplayName("the management port is taken")
    void should_work_without_the_management_port_where_it_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
             App app = App.start(Settings.load(folder, Map.of("MANAGEMENT_PORT", String.valueOf(taken.getLocalPort())), new Properties()), Mode.SERVICE)) {
            assertThat(app.managementPort()).isNull();
            assertThat(log.list).filteredOn(event -> event.getLevel() == Level.WARN).extracting(ILoggingEvent::getFormattedMessage)
                .anySatisfy(line -> assertThat(line).contains("127.0.0.1:" + taken.getLocalPort(), "no pages, health or metrics", "works without them"));
            outcome = "says so and works without it";
        }
    }

    @Test
    @DisplayName("the sandbox's port is taken")
    void should_refuse_a_port_that_is_taken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Talon.execute("sandbox", "--port", String.valueOf(taken.getLocalPort()))).isEqualTo(2);
            outcome = "refuses to start";
        }
    }

    @ParameterizedTest(name = "sandbox {0} {1}")
    @CsvSource({"--dialect, foo", "--data, no/such/folder"})
    void should_refuse_a_wrong_option_of_the_sandbox(String option, String value) {
        assertThat(Talon.execute("sandbox", "--port", "0", option, value)).isEqualTo(2);
        outcome = "refuses to start";
    }

    @ParameterizedTest(name = "the source {0}")
    @CsvSource(delimiter = '|', textBlock = """
        csat         | is off                     | source.csat.enabled=true
        total_score  | There is no source         | Did you mean total_scores?
        auditlog     | There is no source         | Did you mean audit_log?
        """)
    void should_refuse_a_source_that_is_off_or_not_there(String source, String words, String remedy) throws Exception {
        try (App app = App.start(Settings.load(folder, Map.of(), new Properties()), Mode.LOOK)) {
            refused(() -> app.operations().backfill(source, Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-02T00:00:00Z")), words);
            assertThatThrownBy(() -> app.operations().plan(source, null, null)).extracting(e -> ((TalonException) e).remedy()).asString().contains(remedy);
        }
    }

    @Test
    @DisplayName("a plan that ends before it begins")
    void should_tell_what_a_source_refuses_once() throws Exception {
        Logger camel = (Logger) LoggerFactory.getLogger("org.apache.camel");
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        camel.addAppender(logged);
        try (App app = App.start(Settings.load(folder, Map.of(), new Properties()), Mode.LOOK)) {
            refused(() -> app.operations().plan("total_scores", Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z")), "is not before --to");
        } finally {
            camel.detachAppender(logged);
        }
        assertThat(logged.list).extracting(ILoggingEvent::getLevel).doesNotContain(Level.ERROR);
    }

    @ParameterizedTest(name = "demo {0} {1}")
    @CsvSource({"--to, 2999-01-01", "--to, 2026-03-01T06:00:00Z", "--past, -1"})
    void should_refuse_a_wrong_time_of_the_demo_before_the_last_one_is_thrown_away(String option, String value) {
        assertThat(Talon.execute("demo", option, value)).isEqualTo(2);
        outcome = "refuses to start";
    }

    @Test
    @DisplayName("Slack without its webhook")
    void should_say_that_an_empty_secret_is_empty() {
        refused(() -> start(Map.of("NOTIFY_SLACK_ENABLED", "true")), "notify.slack.webhook is empty; it must be an http or https URL such as https://hooks.slack.com/");
    }
}
