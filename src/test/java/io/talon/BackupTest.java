package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.ledger.StoredObject;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackupTest extends RoutesFixture {
    private String home = "talon-home";

    @Override
    void prepare() throws IOException {
        ExportFaultFixture.writeSmallProject(folder);
    }

    @Override
    Map<String, String> environment() {
        return Map.of("TALON_HOME", home);
    }

    private List<String> contents() {
        return app.ledger().objects().stream().map(StoredObject::sha256).toList();
    }

    @Test
    void should_write_while_a_service_works_what_another_can_go_on_from() throws Exception {
        Run landed = carried("groups", "2026-03-02");
        built();
        sandbox.next(Scenario.status(Effect.status("in_progress")).forever());
        Run waiting = demand("total_scores", "2026-03-02").get(0);
        await().atMost(PATIENCE).until(() -> now(waiting).looks() > 0);
        List<String> contents = contents();
        Path backup = folder.resolve("backup");
        Backup.write(settings(), backup);
        app.close();
        sandbox.behave();
        home = "backup";
        app = App.start(settings(), Mode.COMMAND);
        assertThat(martFile()).exists();
        assertThat(ended(waiting).state()).isEqualTo(RunState.LANDED);
        assertThat(ended(landed).state()).isEqualTo(RunState.LANDED);
        assertThat(contents()).containsAll(contents);
        assertThat(sandbox.recorder().exportRequests()).as("no ticket is asked for again").hasSize(2);
        built();
        assertThat(app.builds().last()).get().matches(build -> build.isPublished());
    }

    @Test
    void should_leave_no_folder_where_it_is_refused() {
        Path backup = folder.resolve("backup");
        Settings postgres = settings().with(Map.of("ledger.jdbc-url", "jdbc:postgresql://127.0.0.1:1/ledger"));
        assertThatThrownBy(() -> Backup.write(postgres, backup)).isInstanceOf(ConfigurationException.class).hasMessageContaining("PostgreSQL");
        assertThat(backup).doesNotExist();
    }

    @Test
    void should_take_the_place_of_no_other_folder() throws Exception {
        Path backup = Files.createDirectory(folder.resolve("backup"));
        assertThatThrownBy(() -> Backup.write(settings(), backup)).isInstanceOf(ConfigurationException.class).hasMessageContaining("there already");
        assertThat(backup).isEmptyDirectory();
        assertThat(app.ledger().runs()).noneMatch(run -> run.state() == RunState.FAILED);
    }
}
