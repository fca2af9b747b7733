package io.talon.cli;

import io.talon.App;
import io.talon.Mode;
import io.talon.Settings;
import io.talon.Validation;
import io.talon.Validation.Finding;
import io.talon.interval.Work;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.quartz.CronExpression;
import picocli.CommandLine.Command;

/** What would stop a start, and what a start would do. */
@Command(name = "validate", mixinStandardHelpOptions = true, description = {
    "Checks properties, routes, the warehouse project and the connections, and shows what comes next.",
    "No export is asked for; an object is written to the bucket and deleted again."})
public final class ValidateCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        try (Validation validation = new Validation()) {
            List<Finding> findings = validation.check(Console::settings);
            findings.forEach(ValidateCommand::show);
            if (!findings.stream().allMatch(Finding::isWell)) {
                return Console.FAILED;
            }
            if (validation.looked().isPresent()) {
                showNext(validation.looked().get());
            }
            return 0;
        }
    }

    private static void show(Finding finding) {
        Console.say("%-6s %-11s %s".formatted(finding.state(), finding.part(), finding.words()));
        if (!finding.isWell()) {
            Console.say("%-18s %s".formatted("", finding.remedy()));
        }
    }

    private static void showNext(Settings settings) throws Exception {
        try (App app = App.start(settings, Mode.LOOK)) {
            for (String source : app.sources()) {
                Console.say("%-6s %s: %s; %s".formatted("next", source, schedule(settings, source), open(app.operations().plan(source, null, null))));
            }
        }
    }

    private static String schedule(Settings settings, String source) throws Exception {
        String cron = settings.text("source." + source.replace('_', '-') + ".cron");
        if (cron.isEmpty()) {
            return "its schedule is in its file in routes/";
        }
        CronExpression expression = new CronExpression(cron);
        expression.setTimeZone(TimeZone.getTimeZone("UTC"));
        return "schedule " + cron + ", next tick " + expression.getNextValidTimeAfter(Date.from(Instant.now())).toInstant();
    }

    private static String open(List<Work> work) {
        Map<String, Integer> states = work.stream().collect(Collectors.toMap(Work::state, Work::number, Integer::sum, LinkedHashMap::new));
        return states.isEmpty() ? "nothing is missing, failed or due"
            : states.entrySet().stream().map(state -> state.getValue() + " " + state.getKey()).collect(Collectors.joining(", ", "intervals: ", ""));
    }
}
