package io.talon.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talon.ledger.Notice;
import io.talon.question.Column;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Variable;

/** Reports in the forms that their destinations take. */
public final class Messages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Letter letter;

    /** @param from sender's address of mails */
    public Messages(Path workingFolder, String from) {
        this.letter = new Letter(new MailPage(workingFolder), from);
    }

    public MimeMessage mail(@Variable("notice") Notice notice) throws MessagingException {
        return letter.write(Report.parse(notice.text()), notice.subject(), notice.address());
    }

    public String slack(@Variable("notice") Notice notice) throws JsonProcessingException {
        return JSON.writeValueAsString(Map.of("text", new PlainText(Report.parse(notice.text())).slack(), "link_names", false, "unfurl_links", false));
    }

    /** The figures of a webhook: of each tile its columns and rows. Sent again they are the same text, so that a receiver can tell. */
    public String figures(@Variable("notice") Notice notice) throws JsonProcessingException {
        Report report = Report.parse(notice.text());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("name", report.name());
        figures.put("event", notice.event());
        figures.put("title", report.title());
        figures.put("text", report.text());
        figures.put("about", report.footer());
        figures.put("link", report.link());
        figures.put("tiles", report.tiles().stream().filter(tile -> !tile.isWords()).map(Messages::figures).toList());
        return JSON.writeValueAsString(figures);
    }

    private static Map<String, Object> figures(Tile tile) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("title", tile.title());
        figures.put("columns", tile.columns().stream().map(Messages::column).toList());
        figures.put("rows", tile.rows());
        figures.put("totals", tile.totals());
        return figures;
    }

    private static Map<String, Object> column(Column column) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("name", column.name());
        about.put("label", column.label());
        about.put("kind", column.kind());
        about.put("type", column.type());
        return about;
    }
}
