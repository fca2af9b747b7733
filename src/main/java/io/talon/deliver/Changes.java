package io.talon.deliver;

import io.talon.deliver.Finding.State;
import io.talon.ledger.AlertState;
import io.talon.semantic.Format;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is new in what an alert found: it is told when it begins to fire, when that is over, and in between only if that is wanted. */
final class Changes {
    private final Alert alert;
    private final Map<String, AlertState> before;
    private final Instant now;
    private final Format format;
    private final Map<String, AlertState> kept = new LinkedHashMap<>();
    private final List<Told> told = new ArrayList<>();

    /** @param format of what is compared */
    Changes(Alert alert, Map<String, AlertState> before, Instant now, Format format) {
        this.alert = alert;
        this.before = before;
        this.now = now;
        this.format = format;
    }

    /** Something that people are to be told. */
    record Told(Finding finding, String words) {
    }

    /** @param findings of all that there is; whatever was known before and is not among them has no data */
    void take(List<Finding> findings) {
        findings.forEach(this::take);
        List<String> found = findings.stream().map(Finding::about).toList();
        before.values().stream().map(AlertState::about).filter(about -> !found.contains(about) && !about.equals(Alerts.ITSELF))
            .forEach(about -> take(new Finding(about, State.NO_DATA, null)));
    }

    private void take(Finding finding) {
        AlertState was = before.get(finding.about());
        if (finding.state() == State.TOO_FEW) {
            return;
        }
        boolean isNew = was == null ? finding.state() != State.OK : !was.state().equals(finding.state().name());
        String words = words(finding, was, isNew);
        kept.put(finding.about(), new AlertState(alert.name(), finding.about(), finding.state().name(), was == null || isNew ? now : was.since(),
            words != null ? now : was == null ? null : was.toldAt()));
        if (words != null) {
            told.add(new Told(finding, words));
        }
    }

    /** Null where there is nothing to tell. */
    private String words(Finding finding, AlertState was, boolean isNew) {
        boolean isTrouble = was != null && (was.state().equals(State.FIRING.name()) || was.state().equals(State.NO_DATA.name()) && alert.onNoData() == Alert.OnNoData.ALERT);
        return switch (finding.state()) {
            case FIRING -> isNew ? condition() : isDueAgain(was) ? "still " + condition() : null;
            case OK -> isNew && isTrouble && alert.onRecover() ? "no longer " + condition() : null;
            default -> isNew && alert.onNoData() == Alert.OnNoData.ALERT ? "there is nothing to judge" : null;
        };
    }

    private String condition() {
        return alert.comparisonType().words(alert.threshold(), format);
    }

    private boolean isDueAgain(AlertState was) {
        return alert.renotifyAfter() != null && !was.toldAt().plus(alert.renotifyAfter()).isAfter(now);
    }

    List<AlertState> kept() {
        return List.copyOf(kept.values());
    }

    /** The worst first. */
    List<Told> told() {
        return told.stream().sorted(Comparator.comparing((Told one) -> one.finding().state() != State.FIRING).thenComparing(one -> -one.finding().distance())).toList();
    }
}
