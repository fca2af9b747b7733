package io.talon.export;

import io.talon.ledger.Notices;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns before the API token expires, if it is known when it was made: 14 days before, 3 days before, and when it has. */
public final class TokenAge {
    private static final Logger LOG = LoggerFactory.getLogger("talon");
    private static final int LIFETIME_DAYS = 90;
    private final LocalDate issued;
    private final Notices notices;
    private final Clock clock;

    /** @param issued the day on which the token was made, or null */
    public TokenAge(LocalDate issued, Notices notices, Clock clock) {
        this.issued = issued;
        this.notices = notices;
        this.clock = clock;
    }

    /** Days until the token expires, below 0 if it has; nothing if it is not known when it was made. */
    public OptionalLong daysLeft() {
        return issued == null ? OptionalLong.empty() : OptionalLong.of(ChronoUnit.DAYS.between(LocalDate.now(clock), end()));
    }

    private LocalDate end() {
        return issued.plusDays(LIFETIME_DAYS);
    }

    /** Logs a warning each time, and tells of it once. */
    public void check() {
        if (issued == null) {
            return;
        }
        LocalDate end = end();
        long left = daysLeft().getAsLong();
        if (left <= 14) {
            String text = left < 0 ? "The API token has expired on " + end + "." : "The API token expires on " + end + ", in " + left + " days.";
            String remedy = "Create a new one under Other Settings > API Tokens, put it in the place of the old one (MAESTROQA_API_TOKEN, or the file that MAESTROQA_API_TOKEN_FILE names), set maestroqa.token-issued, and restart.";
            LOG.warn("{} {}", text, remedy);
            notices.tell("token of " + issued + (left < 0 ? " expired" : left <= 3 ? " 3 days" : " 14 days"), "The API token expires", text + " " + remedy);
        }
    }
}
