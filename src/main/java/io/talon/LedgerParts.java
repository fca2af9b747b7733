package io.talon;

import com.zaxxer.hikari.HikariDataSource;
import io.talon.export.Pace;
import io.talon.export.TokenAge;
import io.talon.failure.Failures;
import io.talon.interval.Planner;
import io.talon.ledger.AlertStates;
import io.talon.ledger.Builds;
import io.talon.ledger.Lease;
import io.talon.ledger.Ledger;
import io.talon.ledger.LedgerDatabase;
import io.talon.ledger.Notices;
import io.talon.ledger.Notes;
import io.talon.ledger.Overview;
import io.talon.ledger.Subscriptions;
import io.talon.warehouse.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.camel.main.Main;
import org.jdbi.v3.core.Jdbi;

/** All that is kept in the ledger's database: runs, builds, notices, notes about itself, and who has the warehouse. */
record LedgerParts(HikariDataSource database, Ledger ledger, Builds builds, Notices notices, Notes notes, Lease lease, Overview overview,
                   AlertStates alertStates, Subscriptions subscriptions) {
    private static final List<String> DESTINATIONS = List.of("slack", "email", "lineage");

    static LedgerParts open(Settings settings) {
        refuseLost(settings);
        HikariDataSource database = LedgerDatabase.open(settings.text("ledger.jdbc-url"), settings.text("ledger.user"), settings.text("ledger.password"));
        try {
            return of(settings, database, LedgerDatabase.migrate(database));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The same without a change to the ledger, and without making one. */
    static LedgerParts look(Settings settings) {
        refuseLost(settings);
        HikariDataSource database = LedgerDatabase.look(settings.text("ledger.jdbc-url"), settings.text("ledger.user"), settings.text("ledger.password"));
        return of(settings, database, LedgerDatabase.jdbi(database));
    }

    static LedgerParts of(Settings settings, HikariDataSource database, Jdbi jdbi) {
        Clock clock = Clock.systemUTC();
        String owner = "process " + ProcessHandle.current().pid() + " since " + clock.instant();
        return new LedgerParts(database, new Ledger(jdbi, clock, owner, settings.duration("export.deadline")), new Builds(jdbi, clock),
            new Notices(jdbi, clock, DESTINATIONS.stream().filter(name -> settings.flag("notify." + name + ".enabled")).toList(),
                settings.flag("deliver.enabled"), settings.duration("notify.late-after")),
            new Notes(jdbi), new Lease(jdbi, clock, "warehouse", owner), new Overview(jdbi), new AlertStates(jdbi), new Subscriptions(jdbi));
    }

    /** A ledger that is not there although its warehouse is was lost: a new one would ask the vendor for everything again. */
    static void refuseLost(Settings settings) {
        Optional<Path> warehouse = Warehouse.file(settings.text("warehouse.jdbc-url")).filter(Files::exists);
        if (warehouse.isPresent() && !LedgerDatabase.exists(settings.text("ledger.jdbc-url"))) {
            throw new ConfigurationException("The ledger of the property ledger.jdbc-url is not there, though its warehouse " + warehouse.get() + " is.",
                "Restore the ledger from a backup. To begin anew instead, move the warehouse away.");
        }
    }

    void bind(Main camel, Settings settings) {
        Clock clock = Clock.systemUTC();
        camel.bind("ledger", ledger);
        camel.bind("builds", builds);
        camel.bind("notices", notices);
        camel.bind("planner", new Planner(ledger, clock, settings.flag("schedule.catch-up")));
        camel.bind("pace", new Pace(settings.number("maestroqa.calls-per-minute"), settings.duration("maestroqa.request-pause"), settings.duration("export.poll-interval"), clock));
        camel.bind("failures", new Failures(ledger, builds, notices, settings.duration("export.deadline"), clock));
        LocalDate issued = settings.text("maestroqa.token-issued").isBlank() ? null : LocalDate.parse(settings.text("maestroqa.token-issued"));
        camel.bind("tokenAge", new TokenAge(issued, notices, clock));
    }

    /** Data of two vendors must not meet in one mart, least of all invented data and real. */
    void claim(Settings settings) {
        refuseOther(settings, notes.noted("vendor", vendor(settings)));
    }

    /** The same refusal without a claim. */
    void check(Settings settings) {
        notes.find("vendor").ifPresent(known -> refuseOther(settings, known));
    }

    private static void refuseOther(Settings settings, String known) {
        if (!known.equals(vendor(settings))) {
            throw new ConfigurationException("The ledger of " + settings.home() + " belongs to " + known + ", not to " + vendor(settings) + ".",
                "Set talon.home to another folder, so that their data cannot mix.");
        }
    }

    private static String vendor(Settings settings) {
        return !settings.isEmbedded("maestroqa.base-url") ? settings.text("maestroqa.base-url")
            : settings.text("sandbox.data").isBlank() ? "the sandbox's invented data" : "the sandbox with " + settings.path("sandbox.data");
    }

    /** What a process of this home left behind goes on at once; on a shared ledger it goes on when its ownership runs out. */
    void resume(Settings settings) {
        if (settings.text("ledger.jdbc-url").startsWith("jdbc:sqlite:")) {
            ledger.releaseAll();
            lease.releaseAll();
        }
    }
}
