package io.talon.cli;

import io.talon.App;
import io.talon.Count;
import io.talon.export.Expectation;
import io.talon.ledger.Build;
import io.talon.ledger.StoredObject;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a demo leaves the reader with: what ran, what is where, and the answer. */
final class Summary {
    private static final String ANSWER = """
        select group_name, country, grades, round(average_percent, 2) as average_percent, round(overall_percent, 2) as overall_percent
        from maestroqa_team_scores order by grades desc, group_name""";

    private static final String SEVERAL =
        "select count(*) from (select agent_email from wide_maestroqa group by agent_email having count(distinct %s) > 1) as several";

    private Summary() {
    }

    static void print(App app) throws SQLException {
        heading("Runs");
        runs(RunReport.all(app.ledger(), new Expectation(app.settings().number("maestroqa.calls-per-minute"))));
        heading("Objects in the bucket " + app.settings().text("store.bucket"));
        Console.say(objects(app.ledger().objects()));
        heading("Builds");
        app.builds().all().forEach(build -> Console.say(line(build)));
        if (app.mart().exists()) {
            heading("Average score and number of grades per team and country");
            answer(app);
            heading("What the numbers took care of");
            care(app);
        }
        heading("Look further");
        further(app);
    }

    private static void runs(List<RunReport> reports) {
        Console.say(StatusCommand.table(reports));
        Console.say(StatusCommand.troubles(reports));
    }

    private static void heading(String text) {
        Console.say("\n" + text);
    }

    private static String objects(List<StoredObject> objects) {
        return Table.of(objects.stream().map(object -> new String[] {object.key(), String.valueOf(object.bytes()), String.valueOf(object.rows())}).toList(),
            "key", "bytes", "rows");
    }

    private static String line(Build build) {
        return "  %s  %s built, %s passed, %s: %s".formatted(build.id(), Count.of(build.models(), "model"), Count.of(build.tests(), "test"), Count.of(build.warnings(), "warning"), build.state());
    }

    private static void answer(App app) throws SQLException {
        try (Connection mart = app.mart().open(); var statement = mart.createStatement(); var rows = statement.executeQuery(ANSWER)) {
            Console.say(Rows.table(rows));
        }
    }

    private static void care(App app) throws SQLException {
        long exported = app.ledger().objects().stream().filter(object -> object.member().equals("total_scores")).mapToLong(StoredObject::rows).sum();
        Console.say("  %d rows were exported for %s grades: a regrade comes again in a later file and counts once, with its new score."
            .formatted(exported, number(app, "select count(*) from wide_maestroqa")));
        Console.say("  Agents who changed team: %s. Each grade stays with the team of its day.".formatted(number(app, SEVERAL.formatted("group_name"))));
        Console.say("  Agents graded under several ids: %s. Each is one agent in one team.".formatted(number(app, SEVERAL.formatted("agent_id"))));
        Console.say("  3 snapshots of all groups, and All Agents beside every team, gave no grade a second row.");
    }

    private static String number(App app, String sql) throws SQLException {
        try (Connection mart = app.mart().open(); var statement = mart.createStatement(); var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** The jar that is running, as one would name it from here. */
    private static Path jar() {
        Path jar = Path.of(URI.create(Summary.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        Path here = Path.of("").toAbsolutePath();
        return jar.startsWith(here) ? here.relativize(jar) : jar;
    }

    private static void further(App app) {
        Console.say("  ledger     " + app.settings().text("ledger.jdbc-url"));
        Console.say("  objects    " + app.settings().home().resolve("s3"));
        Console.say("  warehouse  " + app.settings().text("warehouse.jdbc-url"));
        Console.say("  mart       " + app.mart().place());
        Console.say("  java -jar " + jar() + " sql \"select * from wide_maestroqa limit 5\"");
        Console.say("  java -jar " + jar() + " status --json");
        Console.say("  java -jar " + jar() + " plan");
    }
}
