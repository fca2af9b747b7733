package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @Test
    void should_mask_what_the_settings_hold(@TempDir Path folder) {
        Settings.load(folder, Map.of("MAESTROQA_API_TOKEN", "learned-token", "STORE_ACCESS_KEY", "learned-access", "STORE_SECRET_KEY", "learned/secret+key",
            "WAREHOUSE_PASSWORD", "learned-word", "LEDGER_JDBC_URL", "jdbc:postgresql://me:learned-user@host/ledger?password=learned%2Fquery"), new Properties());
        assertThat(Secrets.mask("learned-token, learned-access; learned/secret+key learned%2Fsecret%2Bkey learned-word learned-user learned%2Fquery learned/query"))
            .isEqualTo("***, ***; *** *** *** *** *** ***");
    }

    @Test
    void should_mask_the_longer_of_two_secrets_that_begin_alike() {
        Secrets.learn("begins");
        Secrets.learn("begins-alike");
        assertThat(Secrets.mask("begins-alike begins")).isEqualTo("*** ***");
    }

    @Test
    void should_take_no_short_word_and_no_embedded_default_for_a_secret() {
        Secrets.learn("");
        Secrets.learn("abc");
        Secrets.learn("embedded");
        Secrets.learn("sandbox-token");
        assertThat(Secrets.mask("abc embedded sandbox-token")).isEqualTo("abc embedded sandbox-token");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET /files/1/scores.csv?expires=17&signature=0af HTTP/1.1 | GET /files/1/scores.csv?*** HTTP/1.1
        {"dataUrl":"https://host/f?X-Amz-Date=1&X-Amz-Credential=c"} | {"dataUrl":"https://host/f?***"}
        (https://host/f?part=1&SIG=a%2Fb) | (https://host/f?***
        Authorization: AWS4-HMAC-SHA256 SignedHeaders=host, Signature=0af[\\r][\\n] | Authorization: AWS4-HMAC-SHA256 SignedHeaders=host, Signature=***
        rest&X-Amz-Signature=0af | rest&X-Amz-Signature=***
        no connection to http://me:word@host:80/f | no connection to http://***@host:80/f
        """)
    void should_mask_signed_addresses_and_users_of_addresses(String text, String masked) {
        assertThat(Secrets.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Is this the key? Yes: a=b", "seda://load-run?pollTimeout=100", "http://127.0.0.1:80/api/v1", "anna@example.org", ""})
    void should_leave_everything_else_as_it_is(String text) {
        assertThat(Secrets.mask(text)).isEqualTo(text);
    }

    @Test
    void should_pass_nothing_on_as_nothing() {
        assertThat(Secrets.mask(null)).isNull();
    }
}
