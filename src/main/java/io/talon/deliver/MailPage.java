package io.talon.deliver;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.RenderResult;
import io.talon.Packaged;
import io.talon.TalonException;
import io.talon.question.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A report as HTML for mail programs, by the template deliver/mail.html. */
final class MailPage {
    private static final int MOST_ROWS = 50;
    private static final String TEMPLATE = "mail.html";
    /** Values are never read as templates themselves. */
    private final Jinjava jinjava = new Jinjava(JinjavaConfig.newBuilder().withNestedInterpretationEnabled(false).withFailOnUnknownTokens(true).build());
    private final Path workingFolder;

    MailPage(Path workingFolder) {
        this.workingFolder = workingFolder;
    }

    /** @param pictures positions of the tiles of which there is a picture */
    String html(Report report, Set<Integer> pictures) {
        List<Map<String, Object>> tiles = new ArrayList<>();
        for (int at = 0; at < report.tiles().size(); at++) {
            tiles.add(tile(report.tiles().get(at), pictures.contains(at) ? cid(at) : "", report.parts().contains("csv")));
        }
        RenderResult page = jinjava.renderForResult(template(), Map.of("title", report.title(), "text", report.text(), "footer", report.footer(),
            "link", report.link() == null ? "" : report.link(), "tiles", tiles, "width", Charts.WIDTH));
        if (!page.getErrors().isEmpty()) {
            throw new TalonException("deliver/" + TEMPLATE + ":" + page.getErrors().get(0).getLineno() + ": " + page.getErrors().get(0).getMessage() + ".", "Correct the template.");
        }
        return page.getOutput().strip();
    }

    static String cid(int tile) {
        return "chart-" + tile + "@talon";
    }

    private static Map<String, Object> tile(Tile tile, String picture, boolean isAttached) {
        boolean isLong = tile.rows().size() > MOST_ROWS;
        return Map.ofEntries(Map.entry("title", tile.title()), Map.entry("type", tile.type()), Map.entry("text", tile.text() == null ? "" : tile.text()),
            Map.entry("blank", tile.isEmpty()), Map.entry("single", tile.isSingle() && !tile.isEmpty() ? tile.single() : ""), Map.entry("picture", picture),
            Map.entry("fontless", tile.isChart() && !Fonts.AVAILABLE), Map.entry("labels", tile.columns().stream().map(Column::label).toList()),
            Map.entry("numbers", tile.columns().stream().map(Column::isMetric).toList()), Map.entry("rows", tile.rows().stream().limit(MOST_ROWS).map(tile::texts).toList()),
            Map.entry("totals", tile.totals() == null ? List.of() : tile.totalTexts()), Map.entry("more", isLong && isAttached),
            Map.entry("limited", isLong || tile.truncated()));
    }

    private String template() {
        Path own = workingFolder.resolve("deliver").resolve(TEMPLATE);
        try {
            return Files.readString(Files.exists(own) ? own : Packaged.folder("deliver").resolve(TEMPLATE));
        } catch (IOException e) {
            throw new TalonException("Cannot read deliver/" + TEMPLATE + ": " + e.getMessage() + ".", "It must be text in UTF-8.", e);
        }
    }
}
