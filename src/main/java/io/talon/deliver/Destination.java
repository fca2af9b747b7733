package io.talon.deliver;

import java.util.Locale;
import java.util.Set;

/**
 * Where something is delivered to.
 *
 * @param address of an e-mail the receiver; of a webhook the environment variable with its URL, which is a secret, as ${NAME}; of Slack the same, or null for notify.slack.webhook
 * @param format  of an e-mail: html and, joined by +, png and csv; null for all
 */
public record Destination(Type type, String address, String format) {
    /** Kinds of destinations. */
    public enum Type {
        EMAIL, SLACK, WEBHOOK;

        /** As it stands in deliver/deliveries.yml and in the names of properties. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final String ALL = "html+png+csv";
    public static final String OWN_SLACK = "notify.slack.webhook";

    /** As the outbox names it; it holds no secret. */
    String id() {
        return type.word() + ":" + (address == null ? OWN_SLACK : address);
    }

    Set<String> parts() {
        return Set.of((format == null ? ALL : format).split("\\+"));
    }
}
