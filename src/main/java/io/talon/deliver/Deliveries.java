package io.talon.deliver;

import io.talon.ConfigurationException;
import io.talon.TalonException;
import java.util.List;
import java.util.stream.Stream;

/** Who is told: what deliveries.yml says. */
public record Deliveries(List<Plan> scheduledPlans, List<Alert> alerts) {
    static final String FILE = "deliver/deliveries.yml";

    /** An item of the file cannot be worked as it stands. */
    static ConfigurationException wrong(String item, String problem, String remedy) {
        return new ConfigurationException(FILE + ", " + item + ": " + problem + ".", remedy);
    }

    public boolean isEmpty() {
        return scheduledPlans.isEmpty() && alerts.isEmpty();
    }

    public Stream<Scheduled> all() {
        return Stream.concat(scheduledPlans.stream(), alerts.stream());
    }

    Alert alert(String name) {
        return alerts.stream().filter(alert -> alert.name().equals(name)).findFirst()
            .orElseThrow(() -> new TalonException("The alert " + name + " is not in " + FILE + " any more.", "Nothing has to be done: it was due before it was taken out."));
    }
}
