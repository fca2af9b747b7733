package io.talon.deliver;

import io.talon.OneLine;
import io.talon.question.Csv;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** A report as an e-mail: text and HTML of the same, pictures within the HTML, figures as CSV files beside it. */
final class Letter {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private final MailPage page;
    private final String from;

    Letter(MailPage page, String from) {
        this.page = page;
        this.from = from;
    }

    MimeMessage write(Report report, String subject, String to) throws MessagingException {
        Set<String> parts = report.parts();
        MimeMultipart all = new MimeMultipart("mixed", body(report, parts.contains("png") ? pictures(report.tiles()) : Map.of()));
        if (parts.contains("csv")) {
            for (Tile tile : report.tiles()) {
                attach(all, tile);
            }
        }
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom(new InternetAddress(from));
        message.setRecipient(RecipientType.TO, new InternetAddress(to));
        message.setSubject(line(subject), UTF_8);
        message.setContent(all);
        message.saveChanges();
        return message;
    }

    /** One line, since more would be further headers. */
    private static String line(String subject) {
        return OneLine.of(subject);
    }

    private static Map<Integer, byte[]> pictures(List<Tile> tiles) {
        Map<Integer, byte[]> pictures = new LinkedHashMap<>();
        for (int at = 0; at < tiles.size(); at++) {
            int place = at;
            if (tiles.get(at).isChart() && !tiles.get(at).isEmpty()) {
                Charts.png(tiles.get(at)).ifPresent(png -> pictures.put(place, png));
            }
        }
        return pictures;
    }

    private MimeBodyPart body(Report report, Map<Integer, byte[]> pictures) throws MessagingException {
        MimeMultipart related = new MimeMultipart("related", part(page.html(report, Set.copyOf(pictures.keySet())), "html"));
        for (Map.Entry<Integer, byte[]> picture : pictures.entrySet()) {
            MimeBodyPart image = bytes(picture.getValue(), "image/png", "chart-" + (picture.getKey() + 1) + ".png", MimeBodyPart.INLINE);
            image.setContentID("<" + MailPage.cid(picture.getKey()) + ">");
            related.addBodyPart(image);
        }
        return nested(new MimeMultipart("alternative", part(new PlainText(report).text(), "plain"), nested(related)));
    }

    private static void attach(MimeMultipart all, Tile tile) throws MessagingException {
        if (!tile.isWords() && !tile.isSingle()) {
            String name = tile.title().replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
            all.addBodyPart(bytes(Csv.of(tile.answer()).getBytes(StandardCharsets.UTF_8), "text/csv; charset=utf-8", (name.isEmpty() ? "figures" : name) + ".csv", MimeBodyPart.ATTACHMENT));
        }
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    private static MimeBodyPart nested(MimeMultipart parts) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(parts);
        return part;
    }

    private static MimeBodyPart bytes(byte[] content, String type, String name, String disposition) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(content, type)));
        part.setFileName(name);
        part.setDisposition(disposition);
        return part;
    }
}
