package io.talon.warehouse;

import io.talon.transform.Building;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.commons.io.file.PathUtils;

/** Whatever comes in whatever order: what incremental builds make of it is what a build anew makes of it, and what plain Java makes of it. */
class HistoriesOnDuckDbTest {

    @Property(tries = 2, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void should_build_the_same_marts_as_plain_java(@ForAll(supplier = Histories.class) List<List<Export>> history) throws Exception {
        Path folder = Files.createTempDirectory("talon");
        try (Warehouse warehouse = new Warehouse("jdbc:duckdb:" + folder.resolve("warehouse.duckdb"), "", "")) {
            warehouse.open();
            new HistoryPlayer(new RawLoads(warehouse.dataSource()), new Building(folder, folder, warehouse)).play(history);
        } finally {
            PathUtils.deleteDirectory(folder);
        }
    }
}
