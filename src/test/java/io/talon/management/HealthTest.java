package io.talon.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.ledger.Overview;
import io.talon.store.Bucket;
import io.talon.store.ObjectStore;
import io.talon.warehouse.Warehouse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;

class HealthTest {

    @ParameterizedTest
    @CsvSource({"true, 200", "false, 503"})
    void should_live_while_the_routes_run(boolean running, int status) {
        assertThat(new Health(null, null, null, null, () -> running, null).live(null).status()).isEqualTo(status);
    }

    @Test
    void should_not_be_ready_and_name_the_parts_that_do_not_answer(@TempDir Path folder) {
        Overview ledger = new Overview(Jdbi.create("jdbc:sqlite:" + folder + "/no/such/ledger.db").installPlugin(new SqlObjectPlugin()));
        Warehouse warehouse = new Warehouse("jdbc:duckdb:" + folder + "/warehouse.duckdb", "", "");
        warehouse.close();
        try (S3Client s3 = ObjectStore.open(URI.create("http://127.0.0.1:1"), "us-east-1", "key", "secret", true)) {
            Reply reply = new Health(ledger, new Bucket(s3, "talon", "x", null, Clock.systemUTC()), warehouse, null, () -> true, null).ready(null);
            assertThat(reply.status()).isEqualTo(503);
            assertThat(new String(reply.bytes(), StandardCharsets.UTF_8)).contains("\"ledger\":\"down\"", "\"store\":\"down\"", "\"warehouse\":\"down\"");
        }
    }
}
