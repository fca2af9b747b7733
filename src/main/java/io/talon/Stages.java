package io.talon;

import io.talon.deliver.Hooks;
import io.talon.export.TimeLimit;
import io.talon.export.Vendor;
import io.talon.export.VendorAccess;
import io.talon.ledger.Ledger;
import io.talon.lineage.Lineage;
import io.talon.lineage.LineageAccess;
import io.talon.notify.Digest;
import io.talon.notify.SlackAccess;
import io.talon.notify.Wording;
import io.talon.store.AddressRules;
import io.talon.store.Bucket;
import io.talon.store.Download;
import io.talon.store.ObjectKeys;
import io.talon.store.ObjectStore;
import io.talon.store.Parts;
import io.talon.trace.Tracing;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.camel.component.http.CompositeHttpConfigurer;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.main.Main;
import software.amazon.awssdk.services.s3.S3Client;

/** Gives the stages' routes the parts that they name: one method a stage. */
final class Stages {
    private static final int CONNECTIONS = 100;
    /** A waiting export has no thread, a look has one until it is answered; those without work for a moment end. */
    private static final int LOOKS = 2;
    private static final int MAIL_MILLIS = 15_000;
    private final Main camel;
    private final Settings settings;
    private final Consumer<AutoCloseable> opened;

    private Stages(Main camel, Settings settings, Consumer<AutoCloseable> opened) {
        this.camel = camel;
        this.settings = settings;
        this.opened = opened;
    }

    /** @param opened told each part that must be closed in the end */
    static void bind(Main camel, Settings settings, LedgerParts parts, Hooks hooks, LongConsumer progress, Consumer<AutoCloseable> opened) throws IOException {
        Stages stages = new Stages(camel, settings, opened);
        stages.schedule();
        TimeLimit timeLimit = new TimeLimit(settings.duration("maestroqa.call-timeout"));
        stages.calls(timeLimit, hooks);
        stages.export();
        stages.store(parts.ledger(), timeLimit, progress);
        stages.notifications();
        stages.trace();
        camel.bind("digest", new Digest(parts.ledger(), parts.builds(), parts.notices()));
        camel.bind("lineage", new Lineage(parts.ledger(), parts.notices(), settings));
    }

    /** A tick only writes runs down, and sources tick one after the other. */
    private void schedule() {
        QuartzComponent quartz = new QuartzComponent();
        quartz.setProperties(Map.of("org.quartz.threadPool.threadCount", "1", "org.quartz.scheduler.skipUpdateCheck", "true"));
        camel.bind("quartz", quartz);
    }

    private void calls(TimeLimit timeLimit, Hooks hooks) {
        VendorAccess vendor = new VendorAccess(settings.url("maestroqa.base-url"), settings.text("maestroqa.api-token"), timeLimit);
        HttpComponent http = new HttpComponent();
        // What is put in first has the last word: two webhooks may be on one host.
        HttpClientConfigurer access = CompositeHttpConfigurer.combineConfigurers(hooks, vendor);
        if (settings.flag("notify.slack.enabled")) {
            access = CompositeHttpConfigurer.combineConfigurers(access, new SlackAccess(settings.url("notify.slack.webhook")));
        }
        if (settings.flag("notify.lineage.enabled") && !settings.text("notify.lineage.key").isBlank()) {
            access = CompositeHttpConfigurer.combineConfigurers(access, new LineageAccess(settings.url("notify.lineage.url"), settings.text("notify.lineage.key")));
        }
        http.setHttpClientConfigurer(access);
        http.setConnectTimeout(10_000);
        http.setSoTimeout(settings.duration("maestroqa.call-timeout").toMillis());
        http.setResponseTimeout(settings.duration("maestroqa.call-timeout").toMillis());
        http.setConnectionsPerRoute(CONNECTIONS);
        http.setMaxTotalConnections(CONNECTIONS);
        http.setCopyHeaders(false);
        camel.bind("http", http);
        camel.bind("https", http);
    }

    private void export() {
        camel.bind("vendor", new Vendor(settings.duration("export.overlap"), settings.duration("export.stall"),
            settings.text("export.without-file").equals("fail"), Clock.systemUTC()));
        ScheduledThreadPoolExecutor looks = new ScheduledThreadPoolExecutor(LOOKS, task -> new Thread(task, "look"));
        looks.setKeepAliveTime(1, TimeUnit.SECONDS);
        looks.allowCoreThreadTimeOut(true);
        camel.bind("looks", looks);
        opened.accept(looks::shutdownNow);
    }

    private void store(Ledger ledger, TimeLimit timeLimit, LongConsumer progress) throws IOException {
        S3Client s3 = s3(settings);
        opened.accept(s3);
        camel.bind("s3", s3);
        Bucket bucket = new Bucket(s3, settings.text("store.bucket"), settings.text("store.prefix"), ledger, Clock.systemUTC());
        bucket.check();
        camel.bind("bucket", bucket);
        camel.bind("parts", new Parts(s3, settings.text("store.bucket")));
        camel.bind("objectKeys", new ObjectKeys(settings.text("store.prefix")));
        AddressRules rules = new AddressRules(settings.url("maestroqa.base-url"), settings.flag("export.allow-private-urls"));
        Download download = new Download(rules, timeLimit, settings.duration("store.stall"), settings.home().resolve("spool"), progress);
        opened.accept(download);
        camel.bind("download", download);
    }

    static S3Client s3(Settings settings) {
        URI endpoint = settings.text("store.endpoint").equals("aws") ? null : settings.url("store.endpoint");
        return ObjectStore.open(endpoint, settings.text("store.region"), settings.text("store.access-key"), settings.text("store.secret-key"),
            settings.flag("store.path-style"));
    }

    private void trace() {
        if (settings.flag("trace.enabled")) {
            Tracing tracing = new Tracing(settings.url("trace.url"), settings.duration("export.deadline"));
            opened.accept(tracing);
            camel.bind("tracing", tracing);
        }
    }

    private void notifications() {
        camel.bind("wording", new Wording(settings.text("deliver.url")));
        MailConfiguration server = new MailConfiguration();
        if (!settings.text("notify.email.user").isBlank()) {
            server.setUsername(settings.text("notify.email.user"));
            server.setPassword(settings.text("notify.email.password"));
        }
        server.setConnectionTimeout(MAIL_MILLIS);
        Properties further = new Properties();
        further.putAll(Map.of("mail.smtp.starttls.enable", "true", "mail.smtp.timeout", String.valueOf(MAIL_MILLIS), "mail.smtps.timeout", String.valueOf(MAIL_MILLIS)));
        server.setAdditionalJavaMailProperties(further);
        MailComponent mail = new MailComponent();
        mail.setConfiguration(server);
        camel.bind("smtp", mail);
        camel.bind("smtps", mail);
    }
}
