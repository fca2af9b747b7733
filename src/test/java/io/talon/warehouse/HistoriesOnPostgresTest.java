package io.talon.warehouse;

import io.talon.transform.Building;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.commons.io.file.PathUtils;

/** The same project on PostgreSQL makes the same marts. */
class HistoriesOnPostgresTest {

    @Property(tries = 2, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void should_build_the_same_marts_as_plain_java(@ForAll(supplier = Histories.class) List<List<Export>> history) throws Exception {
        Path folder = Files.createTempDirectory("talon");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
             Warehouse warehouse = new Warehouse(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres")) {
            warehouse.open();
            new HistoryPlayer(new RawLoads(warehouse.dataSource()), new Building(folder, folder, warehouse, postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres")).play(history);
        } finally {
            PathUtils.deleteDirectory(folder);
        }
    }
}
