package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** Plays faults against the routes. In the end of each test no planted secret may be found, and nothing half done may lie about. */
@ExtendWith(FaultTable.class)
abstract class FaultFixture extends RoutesFixture implements FaultTable.Played {
    static final String TOKEN = "planted-api-token";
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> fates = new ArrayList<>();

    @BeforeEach
    void listen() {
        log.start();
        ((Logger) LoggerFactory.getLogger("talon")).addAppender(log);
    }

    @Override
    SandboxOptions sandboxOptions() {
        return super.sandboxOptions().withToken(TOKEN);
    }

    /** What a test sets apart from what all faults are played with. */
    Map<String, String> further() {
        return Map.of();
    }

    @Override
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of("MAESTROQA_API_TOKEN", TOKEN));
        environment.putAll(further());
        return environment;
    }

    /** Closed first, since a database that works makes files and removes them. */
    @AfterEach
    void leaveNothingBehind() throws Exception {
        app.close();
        ((Logger) LoggerFactory.getLogger("talon")).detachAppender(log);
        assertThat(said()).doesNotContain(TOKEN, "signature=");
        for (Path file : files("talon-home")) {
            assertThat(file.getParent()).as("%s was left", file).doesNotHave(new org.assertj.core.api.Condition<>(folder -> folder.endsWith("spool"), "the spool folder"));
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).as("%s", file).doesNotContain(TOKEN, "signature=");
        }
    }

    private List<Path> files(String below) throws IOException {
        if (!Files.exists(folder.resolve(below))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder.resolve(below))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** The keys of all objects in the embedded bucket. */
    List<String> objects() throws IOException {
        Path bucket = folder.resolve("talon-home/s3/talon");
        return files("talon-home/s3/talon").stream().map(file -> bucket.relativize(file).toString()).toList();
    }

    /** Everything that was logged. */
    String said() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n"));
    }

    /** The run of a day after it has ended; its end is the outcome. */
    Run fate(String source, String day) throws Exception {
        return fate(carried(source, day));
    }

    Run fate(Run run) {
        return outcome(run, run.state() == RunState.FAILED ? "failed, " + run.failure() : run.state() + (run.attempts() > 1 ? " at attempt " + run.attempts() : ""));
    }

    <T> T outcome(T subject, String outcome) {
        fates.add(outcome);
        return subject;
    }

    @Override
    public String outcome() {
        return String.join("; ", fates);
    }

    static Predicate<Run> landed() {
        return run -> run.state() == RunState.LANDED;
    }

    /** Number of export requests that reached the vendor. */
    long requests() {
        return sandbox.recorder().count("POST", "/api/v1/request-");
    }

    /** A failed run is kept with its reason and remedy, and goes on when it is asked for again. */
    Run failed(Run run, String kind) {
        fate(run);
        assertThat(run.failure()).as("%s is %s: %s", run, run.state(), run.error()).isEqualTo(kind);
        assertThat(run.error()).isNotBlank();
        assertThat(run.remedy()).isNotBlank();
        await(run + " to be told of").atMost(PATIENCE).until(() -> said().contains(run.id() + "  FAILED (" + kind + "): "));
        return run;
    }

    /** The vendor behaves again, and the run is replayed. */
    Run replayed(Run run) throws Exception {
        sandbox.behave();
        Run again = carried(run.source(), run.interval().toString());
        outcome(again, "replayed: " + again.state());
        assertThat(again.state()).isEqualTo(RunState.LANDED);
        return again;
    }
}
