package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.talon.Validation.Finding;
import io.talon.sandbox.EmbeddedS3;
import io.talon.sandbox.Sandbox;
import io.talon.sandbox.SandboxOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTest {
    @TempDir
    private Path folder;
    private final Properties system = new Properties();
    private Sandbox sandbox;
    private EmbeddedS3 s3;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.defaults());
        s3 = EmbeddedS3.start(folder.resolve("elsewhere"), "the-access-key", "the-secret-key", "talon");
    }

    @AfterEach
    void stop() throws Exception {
        s3.close();
        sandbox.close();
    }

    private Settings settings(Map<String, String> further) {
        Map<String, String> environment = new HashMap<>(Map.of("MAESTROQA_BASE_URL", sandbox.baseUrl().toString(), "MAESTROQA_API_TOKEN", SandboxOptions.defaults().token(),
            "STORE_ENDPOINT", s3.endpoint().toString(), "STORE_ACCESS_KEY", "the-access-key", "STORE_SECRET_KEY", "the-secret-key", "MANAGEMENT_PORT", "0"));
        environment.putAll(further);
        return Settings.load(folder, environment, system);
    }

    private List<Finding> findings(Map<String, String> further) throws Exception {
        try (Validation validation = new Validation()) {
            return validation.check(() -> settings(further));
        }
    }

    @Test
    void should_find_nothing_wrong_and_leave_nothing_behind() throws Exception {
        assertThat(findings(Map.of())).hasSize(11).allMatch(Finding::isWell);
        assertThat(sandbox.recorder().all()).singleElement().matches(call -> call.method().equals("GET"), "asks for no export");
        assertThat(folder.resolve("elsewhere/talon")).isEmptyDirectory();
        assertThat(folder.resolve("talon-home")).isDirectoryNotContaining(file -> file.toString().matches(".*(ledger|warehouse).*"));
    }

    @Test
    void should_show_what_comes_next_and_make_no_ledger() throws Exception {
        try (Validation validation = new Validation()) {
            validation.check(() -> settings(Map.of()));
            try (App app = App.start(validation.looked().orElseThrow(), Mode.LOOK)) {
                assertThat(app.operations().plan("total_scores", null, null)).singleElement().matches(work -> work.state().equals("due"));
            }
        }
        assertThat(folder.resolve("talon-home")).isDirectoryNotContaining(file -> file.toString().contains("ledger"));
    }

    @Test
    void should_find_nothing_wrong_beside_a_service_that_works() throws Exception {
        try (App service = App.start(settings(Map.of()), Mode.COMMAND)) {
            assertThat(service.sources()).isNotEmpty();
            assertThat(findings(Map.of())).allMatch(Finding::isWell)
                .anyMatch(finding -> finding.words().contains("it is open in process " + ProcessHandle.current().pid()));
        }
    }

    @Test
    void should_warn_of_jmx_that_is_open_without_a_password() throws Exception {
        system.setProperty("com.sun.management.jmxremote.port", "9010");
        assertThat(settings(Map.of()).warnings()).isEmpty();
        system.setProperty("com.sun.management.jmxremote.authenticate", "false");
        assertThat(findings(Map.of())).allMatch(Finding::isWell).first().satisfies(finding -> assertThat(finding.words()).contains("open on port 9010 without a password"));
    }

    @Test
    void should_ask_in_the_dialect_of_2022() throws Exception {
        assertThat(findings(Map.of("MAESTROQA_DIALECT", "legacy"))).allMatch(Finding::isWell);
    }

    private List<Finding> wrong(Map<String, String> further) throws Exception {
        return findings(further).stream().filter(finding -> !finding.isWell()).toList();
    }

    private static Consumer<Finding> names(String part, String words, String remedy) {
        return finding -> {
            assertThat(finding.part()).isEqualTo(part);
            assertThat(finding.words()).contains(words).doesNotContain("another-token", "wrong-secret");
            assertThat(finding.remedy()).contains(remedy);
        };
    }

    @Test
    void should_name_what_refuses() throws Exception {
        assertThat(wrong(Map.of("MAESTROQA_API_TOKEN", "another-token", "STORE_SECRET_KEY", "wrong-secret"))).satisfiesExactly(
            names("store", "with 403", "store.secret-key"), names("vendor", "refuses the API token with 401", "under Other Settings"));
    }

    @Test
    void should_name_who_is_not_there() throws Exception {
        assertThat(wrong(Map.of("MAESTROQA_BASE_URL", "http://127.0.0.1:1/api/v1", "STORE_ENDPOINT", "http://127.0.0.1:1"))).satisfiesExactly(
            names("store", "cannot be reached", "store.endpoint"), names("vendor", "127.0.0.1 cannot be reached", "maestroqa.base-url"));
    }

    @Test
    void should_name_what_cannot_be_used() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "neither database nor folder ".repeat(100));
        assertThat(wrong(Map.of("LEDGER_JDBC_URL", "jdbc:sqlite:" + file, "WAREHOUSE_JDBC_URL", "jdbc:duckdb:" + file, "STORE_BUCKET", "another")))
            .satisfiesExactly(names("ledger", "ledger.jdbc-url", "Check the property"), names("warehouse", "warehouse.jdbc-url", "Check the property"), names("store", "no bucket 'another'", "Create it"));
        assertThat(wrong(Map.of("TALON_HOME", file.toString()))).satisfiesExactly(names("home", "Cannot write", "Set talon.home"), names("management", "could not be tried", "talon.home first"));
        assertThat(wrong(Map.of("EXPORT_STALL", "never"))).satisfiesExactly(names("properties", "export.stall", "Correct it"));
    }

    @Test
    void should_name_a_route_and_a_model_that_are_wrong() throws Exception {
        copy("routes", "source-groups.camel.yaml", "P1D", "one day");
        copy("warehouse", "stg_maestroqa_groups.sql", "ref(", "reff(");
        assertThat(wrong(Map.of())).hasSize(2)
            .anySatisfy(finding -> assertThat(finding.part() + finding.words()).contains("routes", "source groups", "period"))
            .anySatisfy(finding -> assertThat(finding.part() + finding.words()).contains("project", "stg_maestroqa_groups.sql"));
    }

    @Test
    void should_call_nothing_wrong_that_was_not_tried() throws Exception {
        copy("routes", "export.camel.yaml", "setBody", "setBdy");
        assertThat(wrong(Map.of("MAESTROQA_BASE_URL", Settings.EMBEDDED, "STORE_ENDPOINT", Settings.EMBEDDED))).extracting(Finding::state, Finding::part)
            .containsExactly(tuple("WRONG", "routes"), tuple("skip", "store"), tuple("skip", "vendor"));
    }

    @Test
    void should_not_tell_what_is_wrong_with_a_dashboard_of_deliveries_too() throws Exception {
        copy("warehouse", "1_qa_overview.dashboard.lookml", "row: 0", "rwo: 0");
        Files.createDirectories(folder.resolve("deliver"));
        Files.writeString(folder.resolve("deliver/deliveries.yml"), "scheduled_plans: [{name: daily, dashboard_id: qa_overview, after: run, destinations: [{type: webhook, address: '${QA}'}]}]\n");
        assertThat(wrong(Map.of())).extracting(Finding::state, Finding::part).contains(tuple("WRONG", "project"), tuple("skip", "deliveries"));
    }

    @Test
    void should_name_a_management_port_that_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Map<String, String> port = Map.of("MANAGEMENT_PORT", String.valueOf(taken.getLocalPort()));
            assertThat(wrong(port)).satisfiesExactly(names("management", "127.0.0.1:" + taken.getLocalPort() + " cannot be had", "management.port"));
        }
    }

    @Test
    void should_name_a_warehouse_in_which_no_schema_can_be_made_and_leave_nothing_in_one_in_which_it_can() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(); Connection owner = postgres.getPostgresDatabase().getConnection(); Statement statement = owner.createStatement()) {
            statement.execute("create role talon login");
            Map<String, String> database = Map.of("WAREHOUSE_JDBC_URL", postgres.getJdbcUrl("talon", "postgres"), "WAREHOUSE_USER", "talon");
            String grant = "grant create on database \"postgres\" to \"talon\"";
            assertThat(wrong(database)).satisfiesExactly(names("warehouse", "may not make schemas", grant));
            assertThatThrownBy(() -> App.start(settings(database), Mode.COMMAND)).isInstanceOf(TalonException.class).hasMessageContaining("may not make schemas");
            statement.execute(grant);
            assertThat(wrong(database)).isEmpty();
            assertThat(statement.executeQuery("select 1 from pg_namespace where nspname in ('raw', 'build', 'marts')").next()).isFalse();
        }
    }

    @Test
    void should_name_a_metric_and_a_user_that_are_wrong() throws Exception {
        copy("warehouse", "marts.yml", "numerator: passed", "numerator: past");
        assertThat(wrong(Map.of())).satisfiesExactly(names("project", "the metric 'pass_rate' is made of 'past'", "same model"), names("access", "could not be checked", "project first"))
            .extracting(Finding::state).containsExactly("WRONG", "skip");
        copy("warehouse", "marts.yml", "", "");
        copy("deliver", "access.yml", "users: {}", "users: {lead: {password: \"open-sesame\"}}");
        assertThat(wrong(Map.of())).satisfiesExactly(names("access", "the password of 'lead' is not a reference", "${NAME}"));
        copy("deliver", "access.yml", "users: {}", "users:\n  lead:\n    password: ${LEAD_PASSWORD}");
        assertThat(wrong(Map.of("LEAD_PASSWORD", "a planted password"))).satisfiesExactly(names("access", "would still see everything", "MANAGEMENT_PASSWORD"));
        copy("deliver", "deliveries.yml", "alerts: []", "alerts: [{name: low, after: run, explore: moon}]");
        assertThat(wrong(Map.of())).containsExactly(new Finding("WRONG", "deliveries", "deliver/deliveries.yml, low: there is no explore 'moon'.", "Those that are: qa_scores, qa_sections, qa_agent_weeks, qa_graders."));
    }

    private void copy(String name, String file, String right, String wrong) throws IOException {
        Path packaged = Packaged.folder(name);
        for (Path one : Packaged.files(packaged)) {
            Path target = folder.resolve(name).resolve(packaged.relativize(one).toString());
            Files.createDirectories(target.getParent());
            Files.writeString(target, one.endsWith(file) ? Files.readString(one).replace(right, wrong) : Files.readString(one));
        }
    }

    @Test
    void should_tell_a_ledger_of_another_vendor() throws Exception {
        App.start(settings(Map.of("MAESTROQA_BASE_URL", Settings.EMBEDDED)), Mode.COMMAND).close();
        assertThat(wrong(Map.of())).singleElement()
            .satisfies(finding -> assertThat(finding.words()).contains("belongs to the sandbox's invented data"));
    }
}
