package io.talon.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talon.ConfigurationException;
import io.talon.Packaged;
import io.talon.semantic.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersTest {
    private static final Definitions DEFINITIONS = Definitions.read(Packaged.folder("warehouse"));
    private static final String SOUND = """
        users:
          lead:
            password: ${LEAD_PASSWORD}
            email: lead@example.com
            sees: {team: [UK Team]}
            fields: [agent_email]
          head:
            password: ${LEAD_PASSWORD}
            sees: all
          guest:
            password: ${LEAD_PASSWORD}
        """;
    @TempDir
    private Path folder;

    private Users read(String yaml) throws IOException {
        Files.createDirectories(folder.resolve("deliver"));
        Files.writeString(folder.resolve("deliver/access.yml"), yaml);
        return Users.load(folder, Map.of("LEAD_PASSWORD", "a planted password", "SHORT", "too short")::get, DEFINITIONS);
    }

    @Test
    void should_grant_what_is_written_and_nothing_else() throws IOException {
        Users users = read(SOUND);
        assertThat(users.find("lead")).contains(new User("lead", "lead@example.com", new Access(Map.of("team", List.of("UK Team")), Set.of("agent_email"))));
        assertThat(users.find("head").orElseThrow().access()).isEqualTo(new Access(null, Set.of()));
        assertThat(users.find("guest").orElseThrow().access()).isEqualTo(Access.NONE);
        assertThat(users.find("stranger")).isEmpty();
        assertThat(users.logins().toString()).doesNotContain("planted");
    }

    @Test
    void should_know_nobody_as_packaged() {
        assertThat(Users.load(folder, name -> null, DEFINITIONS).logins()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        password: ${LEAD_PASSWORD} | password: open-sesame-1234   | not a reference
        password: ${LEAD_PASSWORD} | password: ${NOT_SET}         | NOT_SET
        password: ${LEAD_PASSWORD} | password: ${SHORT}           | fewer than 12
        password: ${LEAD_PASSWORD} | passwords: x                 | 'passwords'
        sees: all                  | sees: everything             | neither 'all'
        sees: {team: [UK Team]}    | sees: {taem: [UK Team]}      | 'taem'
        sees: {team: [UK Team]}    | sees: {team: UK Team}        | no list
        sees: {team: [UK Team]}    | sees: {score: ["80"]}        | 'score'
        fields: [agent_email]      | fields: [agent_mail]         | 'agent_mail'
        head:                      | lead:                        | Duplicate
        users:                     | user:                        | 'user'
        """)
    void should_refuse_what_it_does_not_understand(String sound, String broken, String reason) {
        assertThat(SOUND).contains(sound);
        assertThatThrownBy(() -> read(SOUND.replace(sound, broken))).isInstanceOf(ConfigurationException.class).hasMessageContainingAll("deliver/access.yml", reason)
            .hasMessageNotContaining("open-sesame-1234");
    }
}
