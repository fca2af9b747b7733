package io.talon;

import io.talon.access.Users;
import io.talon.dashboard.Dashboards;
import io.talon.management.Sources;
import io.talon.question.Answers;
import io.talon.semantic.Definitions;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What answers questions of people: definitions, users, the published mart, and dashboards. */
record AnswerParts(Definitions definitions, Users users, Answers answers, Dashboards dashboards) {
    private static final Logger LOG = LoggerFactory.getLogger("talon");

    /** @param sources know whether the mart should have newer data */
    static AnswerParts open(Settings settings, WarehouseParts warehouse, Sources sources) {
        Definitions definitions = Definitions.load(settings.folder());
        Users users = users(settings, definitions);
        return new AnswerParts(definitions, users, new Answers(definitions, warehouse.mart(), Clock.systemUTC(), sources::isStale), dashboards(settings, definitions));
    }

    private static Dashboards dashboards(Settings settings, Definitions definitions) {
        Dashboards dashboards = Dashboards.load(settings.folder(), definitions);
        dashboards.warnings().forEach(LOG::warn);
        return dashboards;
    }

    /** Users with passwords beside a manager without one would have none but the look of being kept apart. */
    static Users users(Settings settings, Definitions definitions) {
        Users users = Users.load(settings.folder(), settings::variable, definitions);
        if (!users.logins().isEmpty() && settings.text("management.password").isBlank()) {
            throw new ConfigurationException("deliver/access.yml has users, but whoever gives no password would still see everything.", "Set MANAGEMENT_USER and MANAGEMENT_PASSWORD.");
        }
        if (users.find(settings.text("management.user")).isPresent()) {
            throw new ConfigurationException("deliver/access.yml has a user of the name of management.user.", "Give that user another name.");
        }
        return users;
    }
}
