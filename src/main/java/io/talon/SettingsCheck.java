package io.talon;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.quartz.CronExpression;

/** Looks through all settings before anything starts. */
final class SettingsCheck {
    private static final List<String> FLAGS = List.of("store.path-style", "export.allow-private-urls", "schedule.catch-up", "routes.reload", "management.operations", "management.hawtio");
    private static final List<String> DURATIONS = List.of("maestroqa.request-pause", "maestroqa.call-timeout", "export.poll-interval", "export.stall",
        "export.deadline", "export.overlap", "store.stall", "notify.late-after");
    private static final List<String> NUMBERS = List.of("store.parallel", "maestroqa.calls-per-minute");
    private static final int SHORTEST_PASSWORD = 12;
    private final Settings settings;

    SettingsCheck(Settings settings) {
        this.settings = settings;
    }

    /** @throws ConfigurationException naming the first property that is wrong */
    void all() {
        vendor();
        store();
        databases();
        notifications();
        lineage();
        trace();
        management();
        matching("deliver.url", "(https?://[^/?#@\\s]+(/[^?#\\s]*)?)?", "a URL such as https://talon.example.com, or empty");
        settings.names().stream().filter(name -> name.endsWith(".enabled") || FLAGS.contains(name)).forEach(name -> oneOf(name, "true", "false"));
        settings.names().stream().filter(name -> name.endsWith(".cron")).forEach(this::cron);
        DURATIONS.forEach(settings::duration);
        NUMBERS.forEach(settings::number);
        oneOf("export.without-file", "empty", "fail");
        oneOf("load.invalid-utf8", "fail", "replace");
        oneOf("log.format", "text", "json");
        if (settings.flag("routes.reload") && !Files.isDirectory(settings.folder().resolve("routes"))) {
            throw settings.wrong("routes.reload", "needs routes/ in the working folder, which is not there", "Write it by 'talon init'.");
        }
        required("talon.home", "Name a folder that Talon may write to.");
        if (!settings.text("sandbox.data").isBlank() && !Files.isDirectory(settings.path("sandbox.data"))) {
            throw settings.wrong("sandbox.data", "is not a folder", "Name a folder that holds total_scores.csv, groups.csv and the like.");
        }
    }

    private void vendor() {
        if (!settings.isEmbedded("maestroqa.base-url")) {
            settings.url("maestroqa.base-url");
            required("maestroqa.api-token", "Create a token in MaestroQA under Other Settings > API Tokens and set MAESTROQA_API_TOKEN.");
        }
        oneOf("maestroqa.dialect", "rippit", "legacy");
        if (!settings.text("maestroqa.token-issued").isBlank()) {
            date("maestroqa.token-issued");
        }
    }

    private void store() {
        if (!settings.isEmbedded("store.endpoint")) {
            if (!settings.text("store.endpoint").equals("aws")) {
                settings.url("store.endpoint");
            }
            required("store.access-key", "Set STORE_ACCESS_KEY.");
            required("store.secret-key", "Set STORE_SECRET_KEY.");
        }
        matching("store.bucket", "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "a bucket's name: 3 to 63 of a-z, 0-9, '.' and '-'");
        matching("store.prefix", "[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*", "folders of A-Z, a-z, 0-9, '.', '_' and '-', with '/' between them");
    }

    private void databases() {
        matching("warehouse.jdbc-url", "jdbc:(duckdb:|postgresql://).+", "a DuckDB file, such as jdbc:duckdb:/data/warehouse.duckdb, or a PostgreSQL database, such as jdbc:postgresql://host/database");
        oneOf("transform.runner", "talon", "dbt");
        if (settings.text("transform.runner").equals("dbt") && !settings.text("warehouse.jdbc-url").startsWith("jdbc:postgresql:")) {
            throw settings.wrong("transform.runner", "can be dbt only where warehouse.jdbc-url is a PostgreSQL database", "A DuckDB file belongs to one process, which is this one: use talon.");
        }
        matching("ledger.jdbc-url", "jdbc:(sqlite|postgresql):.+", "jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE");
    }

    private void notifications() {
        if (settings.flag("notify.slack.enabled")) {
            settings.url("notify.slack.webhook");
        }
        if (settings.flag("notify.email.enabled")) {
            matching("notify.email.server", "smtps?://[^/?@\\s]+", "a mail server such as smtp://mail.example.com:587 or smtps://mail.example.com:465");
            matching("notify.email.from", "[^\\s@]+@[^\\s@]+", "an address");
            matching("notify.email.to", "[^\\s@,]+@[^\\s@,]+(,\\s*[^\\s@,]+@[^\\s@,]+)*", "an address, or several with commas between them");
        }
    }

    private void lineage() {
        oneOf("notify.lineage.to", "file", "http");
        if (settings.flag("notify.lineage.enabled") && (settings.text("notify.lineage.to").equals("http") || !settings.text("notify.lineage.key").isBlank())) {
            settings.url("notify.lineage.url");
        }
    }

    private void trace() {
        if (settings.flag("trace.enabled")) {
            settings.url("trace.url");
        }
    }

    private void management() {
        matching("management.port", "[0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}", "a port up to 64999, or 0 for any that is free");
        matching("management.allowed-origins", "(https?://[^/,\\s]+(,\\s*https?://[^/,\\s]+)*)?", "origins such as http://localhost:8080, with commas between them");
        boolean open = settings.text("management.password").isBlank();
        if (open != settings.text("management.user").isBlank()) {
            throw new ConfigurationException("Of management.user and management.password one is empty.", "Set MANAGEMENT_USER and MANAGEMENT_PASSWORD, or neither.");
        }
        if (!open && settings.text("management.password").length() < SHORTEST_PASSWORD) {
            throw settings.wrong("management.password", "must have " + SHORTEST_PASSWORD + " characters or more, so that it cannot be guessed", settings.whereToCorrect("management.password"));
        }
        if (open && settings.flag("management.enabled") && !isLoopback("management.host")) {
            throw settings.wrong("management.host", "would open the management port to the network without a password",
                "Set MANAGEMENT_USER and MANAGEMENT_PASSWORD, or leave it at 127.0.0.1.");
        }
        if (!settings.text("management.keystore").isBlank() && !Files.isReadable(settings.path("management.keystore"))) {
            throw settings.wrong("management.keystore", "is not a file that can be read", "Name a PKCS#12 file with the certificate and its key.");
        }
    }

    private boolean isLoopback(String name) {
        try {
            return InetAddress.getByName(settings.text(name)).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw settings.wrong(name, "is no address of this machine", settings.whereToCorrect(name));
        }
    }

    private void cron(String name) {
        if (!CronExpression.isValidExpression(settings.text(name))) {
            throw settings.wrong(name, "must be a Quartz cron expression such as 0 0 0 * * ? for midnight UTC", settings.whereToCorrect(name));
        }
    }

    private void date(String name) {
        try {
            LocalDate.parse(settings.text(name));
        } catch (DateTimeParseException e) {
            throw settings.wrong(name, "must be a day such as 2026-01-31", settings.whereToCorrect(name));
        }
    }

    private void required(String name, String remedy) {
        if (settings.text(name).isBlank()) {
            throw new ConfigurationException("The property " + name + " is empty.", remedy);
        }
    }

    private void oneOf(String name, String... allowed) {
        matching(name, String.join("|", allowed), String.join(" or ", allowed));
    }

    private void matching(String name, String pattern, String expected) {
        if (!settings.text(name).matches(pattern)) {
            throw settings.wrong(name, "must be " + expected, settings.whereToCorrect(name));
        }
    }
}
