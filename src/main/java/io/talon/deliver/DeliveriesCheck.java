package io.talon.deliver;

import io.talon.TalonException;
import io.talon.access.Access;
import io.talon.dashboard.Dashboard;
import io.talon.dashboard.Element;
import io.talon.interval.Cron;
import io.talon.question.Compiler;
import io.talon.question.Question;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Whether everything that deliveries.yml names is there, before anything starts; questions are compiled, but not put. */
public final class DeliveriesCheck {
    private static final String NAME = "[a-z0-9][a-z0-9_-]*";
    private static final Set<String> PARTS = Set.of("html", "png", "csv");
    private final Inquiry inquiry;
    private final Set<String> users;
    private final Function<String, String> environment;
    private final Set<Destination.Type> ready;
    private final Hooks hooks;

    /**
     * @param users       whose names a plan may run as; empty if there is one user only
     * @param environment in which webhooks' URLs are
     * @param ready       kinds of destinations that the properties have what is needed for: mail, and Slack without an address
     * @param hooks       is given the webhooks that are named
     */
    public DeliveriesCheck(Inquiry inquiry, Set<String> users, Function<String, String> environment, Set<Destination.Type> ready, Hooks hooks) {
        this.inquiry = inquiry;
        this.users = users;
        this.environment = environment;
        this.ready = ready;
        this.hooks = hooks;
    }

    public void check(Deliveries deliveries) {
        Set<String> names = new HashSet<>();
        deliveries.all().forEach(item -> named(item, names));
        deliveries.scheduledPlans().forEach(this::plan);
        deliveries.alerts().forEach(this::alert);
    }

    private void named(Scheduled item, Set<String> names) {
        need(item, item.name() != null && item.name().matches(NAME), "it needs a name", "Of a-z, 0-9, '-' and '_'.");
        need(item, names.add(item.kind() + item.name()), "there are two of that name", "Rename one: by its name is known what was delivered already.");
        Timing timing = item.timing();
        need(item, timing.after() != null, "it has no 'after'", "Say run (whenever newer data are published) or fresh (by the clock of crontab).");
        need(item, timing.isByClock() == (timing.crontab() != null), "'after: fresh' needs a crontab, and 'after: run' has none", "Say which of them is meant.");
        if (timing.isByClock()) {
            refused(item, "crontab", "It must be a Quartz cron such as 0 30 8 ? * MON.", () -> new Cron(timing.crontab(), timing.timezone()));
        }
    }

    private void plan(Plan plan) {
        Dashboard dashboard = inquiry.dashboards().named(plan.dashboardId() == null ? "" : plan.dashboardId()).orElseThrow(() -> Deliveries.wrong(plan.name(),
            "there is no dashboard '" + plan.dashboardId() + "'", "Those that are: " + String.join(", ", inquiry.dashboards().all().stream().map(Dashboard::name).toList()) + "."));
        List<String> filters = dashboard.filters().stream().map(Dashboard.Filter::name).toList();
        plan.filters().keySet().forEach(name -> need(plan, filters.contains(name), dashboard.name() + " has no filter '" + name + "'", "It has " + String.join(", ", filters) + "."));
        Map<String, String> conditions = dashboard.conditions(plan.filters());
        Access access = access(plan, plan.runAs());
        dashboard.elements().stream().filter(element -> element.type() != Element.Type.text).forEach(element -> compiled(plan, element.question(conditions), access));
        destinations(plan, plan.destinations());
    }

    private void alert(Alert alert) {
        need(alert, alert.explore() != null && inquiry.definitions().explore(alert.explore()).isPresent(), "there is no explore '" + alert.explore() + "'",
            "Those that are: " + String.join(", ", inquiry.definitions().explores().stream().map(explore -> explore.name()).toList()) + ".");
        need(alert, alert.field() != null && alert.comparisonType() != null && alert.threshold() != null, "it needs field, comparison_type and threshold", "Add what is missing.");
        Set<String> metrics = inquiry.definitions().explore(alert.explore()).orElseThrow().metrics().keySet();
        Stream.concat(Stream.of(alert.field()), alert.minCount().keySet().stream()).forEach(name ->
            need(alert, metrics.contains(name), "'" + name + "' is no metric of " + alert.explore(), "It has " + String.join(", ", metrics) + "."));
        alert.forEach().forEach(name -> need(alert, !metrics.contains(name), "'" + name + "' in for_each is a metric", "Name dimensions there."));
        compiled(alert, inquiry.measure(alert).question(alert.window().days(Instant.EPOCH, 0)), access(alert, alert.runAs()));
        destinations(alert, alert.destinations());
    }

    private Access access(Scheduled item, String user) {
        need(item, user != null || users.isEmpty(), "it has no run_as", "Name the user whose rows and fields it may show: " + String.join(", ", users) + ".");
        need(item, user == null || users.contains(user), "there is no user '" + user + "'", "access.yml has " + (users.isEmpty() ? "none" : String.join(", ", users)) + ".");
        return inquiry.access(user);
    }

    private void compiled(Scheduled item, Question question, Access access) {
        Compiler compiler = inquiry.answers().compiler();
        try {
            compiler.compile(question, access);
        } catch (TalonException e) {
            throw Deliveries.wrong(item.name(), e.getMessage().replaceFirst("\\.$", ""), e.remedy());
        }
    }

    private void destinations(Scheduled item, List<Destination> destinations) {
        need(item, destinations != null && !destinations.isEmpty(), "it has no destination", "Name at least one.");
        destinations.forEach(to -> destination(item, to));
    }

    private void destination(Scheduled item, Destination to) {
        need(item, to.type() != null, "a destination has no type", "It is email, slack or webhook.");
        need(item, to.format() == null || to.type() == Destination.Type.EMAIL && PARTS.containsAll(to.parts()),
            "a destination's format is '" + to.format() + "'", "Of an email it is html, and joined by + png and csv.");
        if (to.type() == Destination.Type.EMAIL) {
            need(item, to.address() != null && to.address().matches("[^\\s@,]+@[^\\s@,]+"), "'" + to.address() + "' is no e-mail address", "Name one receiver a destination.");
        }
        boolean isHook = to.type() == Destination.Type.WEBHOOK || to.address() != null && to.type() == Destination.Type.SLACK;
        need(item, isHook || ready.contains(to.type()), "messages by " + to.type().word() + " are off", "Set notify." + to.type().word() + ".enabled and what belongs to it.");
        if (isHook) {
            hook(item, to);
        }
    }

    /** A webhook's URL is a secret, and belongs to one channel. */
    private void hook(Scheduled item, Destination to) {
        need(item, to.address() != null && to.address().matches("\\$\\{[A-Z][A-Z0-9_]*}"), "the address of a " + to.type().word() + " is '" + to.address() + "'",
            "Its URL is a secret: put that into an environment variable, and write the variable, as ${QA_WEBHOOK}.");
        String variable = to.address().substring(2, to.address().length() - 1);
        String url = environment.apply(variable);
        need(item, url != null && url.matches("https?://[^/\\s]+.*"), "the environment variable " + variable + " has no URL", "Set it to the webhook's address.");
        hooks.add(to.address(), URI.create(url));
    }

    private static void need(Scheduled item, boolean holds, String problem, String remedy) {
        if (!holds) {
            throw Deliveries.wrong(item.name() == null ? item.kind() : item.name(), problem, remedy);
        }
    }

    private static void refused(Scheduled item, String key, String remedy, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw Deliveries.wrong(item.name(), key + ": " + e.getMessage(), remedy);
        }
    }
}
