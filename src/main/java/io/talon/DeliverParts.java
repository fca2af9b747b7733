package io.talon;

import io.talon.access.Access;
import io.talon.access.User;
import io.talon.access.Users;
import io.talon.dashboard.Dashboards;
import io.talon.deliver.Agenda;
import io.talon.deliver.Alerts;
import io.talon.deliver.Deliveries;
import io.talon.deliver.DeliveriesCheck;
import io.talon.deliver.DeliveriesReader;
import io.talon.deliver.Destination;
import io.talon.deliver.Hooks;
import io.talon.deliver.Inquiry;
import io.talon.deliver.Links;
import io.talon.deliver.Messages;
import io.talon.deliver.Plans;
import io.talon.deliver.Readers;
import io.talon.management.Sources;
import io.talon.question.Answers;
import io.talon.semantic.Definitions;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.main.Main;

/** Who is told: plans, alerts and subscriptions, and what makes and sends them. */
record DeliverParts(Agenda agenda, Plans plans, Alerts alerts, Messages messages, Hooks hooks, Readers readers) {

    /** @param isService whether readers may subscribe */
    static boolean isWanted(Settings settings, LedgerParts ledger, boolean isService) {
        return settings.flag("deliver.enabled") && (isService && settings.flag("notify.email.enabled") || !DeliveriesReader.read(settings.folder()).isEmpty()
            || !ledger.subscriptions().all().isEmpty());
    }

    static DeliverParts open(Settings settings, LedgerParts ledger, WarehouseParts warehouse, AnswerParts answers, Sources sources, Hooks hooks) {
        Inquiry inquiry = inquiry(settings, answers);
        Clock clock = Clock.systemUTC();
        Deliveries deliveries = deliveries(settings, answers.users(), inquiry, hooks);
        Readers readers = new Readers(ledger.subscriptions(), inquiry, name -> addresses(settings, answers.users(), name), clock);
        Agenda agenda = new Agenda(() -> Stream.concat(deliveries.all(), readers.plans()), ledger.notices(), ledger.overview(), new PublishedData(warehouse.mart(), answers.answers(), sources), clock);
        return new DeliverParts(agenda, new Plans(() -> Stream.concat(deliveries.scheduledPlans().stream(), readers.plans()), inquiry, ledger.notices()),
            new Alerts(deliveries, inquiry, ledger.alertStates(), ledger.notices(), clock, warehouse.warehouse()::isAway), new Messages(settings.folder(), settings.text("notify.email.from")), hooks, readers);
    }

    /** Whether what deliveries.yml names is there; no mart is asked. */
    static Deliveries check(Settings settings) {
        Deliveries deliveries = DeliveriesReader.read(settings.folder());
        return deliveries.isEmpty() ? deliveries : checked(settings);
    }

    private static Deliveries checked(Settings settings) {
        Definitions definitions = Definitions.load(settings.folder());
        AnswerParts unasked = new AnswerParts(definitions, AnswerParts.users(settings, definitions), new Answers(definitions, null, Clock.systemUTC(), through -> false),
            Dashboards.load(settings.folder(), definitions));
        return deliveries(settings, unasked.users(), inquiry(settings, unasked), new Hooks());
    }

    private static Inquiry inquiry(Settings settings, AnswerParts answers) {
        return new Inquiry(answers.definitions(), answers.dashboards(), answers.answers(), name -> access(settings, answers.users(), name),
            new Links(settings.text("deliver.url")));
    }

    /** Whoever runs Talon sees all; of whom nothing is known sees nothing. */
    private static Access access(Settings settings, Users users, String name) {
        return name == null || name.equals(settings.text("management.user")) ? Access.ALL : users.find(name).map(User::access).orElse(Access.NONE);
    }

    private static Deliveries deliveries(Settings settings, Users users, Inquiry inquiry, Hooks hooks) {
        Deliveries deliveries = DeliveriesReader.read(settings.folder());
        Set<Destination.Type> ready = EnumSet.noneOf(Destination.Type.class);
        if (settings.flag("notify.email.enabled")) {
            ready.add(Destination.Type.EMAIL);
        }
        if (settings.flag("notify.slack.enabled")) {
            ready.add(Destination.Type.SLACK);
            hooks.add(Destination.OWN_SLACK, settings.url("notify.slack.webhook"));
        }
        Set<String> names = users.logins().stream().map(login -> login.user().name()).collect(Collectors.toSet());
        new DeliveriesCheck(inquiry, names, settings::variable, ready, hooks).check(deliveries);
        return deliveries;
    }

    /** Whoever runs Talon is told where failures are told. */
    private static List<String> addresses(Settings settings, Users users, String name) {
        Optional<String> own = users.find(name).map(User::email);
        return !settings.flag("notify.email.enabled") || own.isPresent() && own.get().isEmpty() ? List.of() : own.map(List::of)
            .orElseGet(() -> name.equals(settings.text("management.user")) ? Arrays.asList(settings.text("notify.email.to").split(",\\s*")) : List.of());
    }

    void bind(Main camel) {
        camel.bind("agenda", agenda);
        camel.bind("plans", plans);
        camel.bind("alerts", alerts);
        camel.bind("messages", messages);
        camel.bind("hooks", hooks);
    }
}
