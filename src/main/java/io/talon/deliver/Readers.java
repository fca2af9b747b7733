package io.talon.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talon.access.User;
import io.talon.dashboard.Dashboard;
import io.talon.dashboard.Element;
import io.talon.ledger.Subscription;
import io.talon.ledger.Subscriptions;
import io.talon.question.QuestionError;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What readers have asked for from the page, as plans that go to their own addresses and show what they may see. */
public final class Readers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> DAYS = List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])");
    private static final Pattern CRONTAB = Pattern.compile("0 ([0-9]+) ([0-9]+) [?] [*] ([A-Z]{3})");
    private static final int MOST = 20;
    private final Subscriptions subscriptions;
    private final Inquiry inquiry;
    private final Function<String, List<String>> addresses;
    private final Clock clock;

    /** @param addresses of the reader of a name; none where that is not known or not any more */
    public Readers(Subscriptions subscriptions, Inquiry inquiry, Function<String, List<String>> addresses, Clock clock) {
        this.subscriptions = subscriptions;
        this.inquiry = inquiry;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** As the page shows it. */
    public record Shown(String name, String dashboard, Map<String, String> filters, String day, String time) {
    }

    public List<String> addresses(User reader) {
        return addresses.apply(reader.name());
    }

    public Stream<Plan> plans() {
        return subscriptions.all().stream().map(this::plan);
    }

    /** Nothing is due of a reader who has no address any more, nor what had its time before it was asked for. */
    private Plan plan(Subscription one) {
        List<Destination> to = addresses.apply(one.reader()).stream().map(address -> new Destination(Destination.Type.EMAIL, address, null)).toList();
        Timing timing = new Timing(Timing.After.FRESH, one.crontab(), ZoneOffset.UTC);
        boolean isNew = timing.due(clock.instant()).filter(due -> due.isAfter(one.since())).isEmpty();
        String title = inquiry.dashboards().named(one.dashboard()).map(Dashboard::title).orElse(null);
        return new Plan(one.name(), title, one.dashboard(), timing.after(), timing.crontab(), timing.timezone(), filters(one), false, one.reader(), to, to.isEmpty() || isNew);
    }

    public List<Shown> of(User reader) {
        return mine(reader).map(one -> {
            Matcher cron = CRONTAB.matcher(one.crontab());
            String day = cron.matches() ? DAYS.stream().filter(name -> name.startsWith(cron.group(3).toLowerCase(Locale.ROOT))).findFirst().orElse("") : "";
            return new Shown(one.name(), one.dashboard(), filters(one), day, cron.matches() ? String.format(Locale.ROOT, "%02d:%02d", Integer.valueOf(cron.group(2)), Integer.valueOf(cron.group(1))) : "");
        }).sorted(Comparator.comparing(Shown::dashboard)).toList();
    }

    private Stream<Subscription> mine(User reader) {
        return subscriptions.all().stream().filter(one -> one.reader().equals(reader.name()));
    }

    /** @param filters by the names of the dashboard's; one that is not given lets all through, as on the page */
    public void add(User reader, String dashboard, Map<String, String> filters, String day, String time) {
        Matcher at = TIME.matcher(time);
        refuse(!DAYS.contains(day) || !at.matches(), "'" + day + " " + time + "' is no day and time", "Send a day such as monday and a time such as 08:00, UTC.");
        refuse(addresses(reader).isEmpty(), "Your user has no e-mail address", "Whoever runs Talon gives it one in deliver/access.yml.");
        refuse(mine(reader).count() >= MOST, "You have " + MOST + " subscriptions", "Stop one of them first.");
        Dashboard shown = inquiry.dashboards().named(dashboard).orElseThrow(() -> new QuestionError("There is no dashboard '" + dashboard + "'.", "Load the page again: it shows those that are."));
        List<String> names = shown.filters().stream().map(Dashboard.Filter::name).toList();
        filters.keySet().forEach(name -> refuse(!names.contains(name), shown.title() + " has no filter '" + name + "'", "It has " + String.join(", ", names) + "."));
        Map<String, String> conditions = new LinkedHashMap<>();
        shown.filters().forEach(filter -> conditions.put(filter.name(), filters.getOrDefault(filter.name(), "")));
        shown.elements().stream().filter(element -> element.type() != Element.Type.text)
            .forEach(element -> inquiry.answers().compiler().compile(element.question(conditions), reader.access()));
        String crontab = "0 " + Integer.parseInt(at.group(2)) + " " + Integer.parseInt(at.group(1)) + " ? * " + day.substring(0, 3).toUpperCase(Locale.ROOT);
        String json = json(conditions);
        subscriptions.add(new Subscription(name(reader, dashboard, json, crontab), reader.name(), dashboard, json, crontab, "UTC", clock.instant()));
    }

    /** Tells whose it is and of what; the same that is asked for again has the same name. */
    private static String name(User reader, String dashboard, String filters, String crontab) {
        UUID rest = UUID.nameUUIDFromBytes((filters + "\n" + crontab).getBytes(StandardCharsets.UTF_8));
        return "subscription of " + reader.name() + " to " + dashboard + " (" + rest.toString().substring(0, 8) + ")";
    }

    public void remove(User reader, String name) {
        refuse(!subscriptions.remove(name, reader.name()), "You have no subscription '" + name + "'", "Load the page again: it shows those you have.");
    }

    private static void refuse(boolean is, String problem, String remedy) {
        if (is) {
            throw new QuestionError(problem + ".", remedy);
        }
    }

    private static Map<String, String> filters(Subscription one) {
        try {
            return JSON.readValue(one.filters(), new TypeReference<>() { });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(Map<String, String> filters) {
        try {
            return JSON.writeValueAsString(filters);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
