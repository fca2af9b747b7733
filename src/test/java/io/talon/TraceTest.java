package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.talon.ledger.Run;
import io.talon.sandbox.Effect;
import io.talon.sandbox.SandboxOptions;
import io.talon.sandbox.Scenario;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TraceTest extends RoutesFixture {
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private HttpServer collector;

    @Override
    void prepare() throws IOException {
        ExportFaultFixture.writeSmallProject(folder);
        collector = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        collector.createContext("/v1/traces", this::collected);
        collector.start();
    }

    @AfterEach
    void stopCollector() {
        collector.stop(0);
    }

    @Override
    Map<String, String> environment() {
        return Map.of("TRACE_ENABLED", "true", "TRACE_URL", "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces");
    }

    private void collected(HttpExchange exchange) throws IOException {
        ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()).getResourceSpansList()
            .forEach(resource -> resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private List<Span> of(Run run) {
        return spans.stream().filter(span -> span.getAttributesList().stream().anyMatch(one -> one.getValue().getStringValue().equals(run.id()))).toList();
    }

    private List<Span> roots(Run run) {
        return of(run).stream().filter(span -> span.getParentSpanId().isEmpty()).toList();
    }

    @Test
    void should_tell_a_run_as_one_trace_through_all_routes_and_a_restart() throws Exception {
        sandbox.next(Scenario.file(Effect.answer(503, "{}")));
        Run run = demand("total_scores", "2026-03-02").get(0);
        await().atMost(PATIENCE).until(() -> now(run).failure() != null);
        restart();
        ended(run);
        app.close();
        assertThat(roots(run)).singleElement().satisfies(root -> {
            assertThat(of(run)).extracting(Span::getTraceId).containsOnly(root.getTraceId());
            assertThat(of(run)).filteredOn(span -> span != root).extracting(Span::getParentSpanId).containsOnly(root.getSpanId());
            assertThat(of(run)).allSatisfy(span -> assertThat(span.getEndTimeUnixNano()).isLessThanOrEqualTo(root.getEndTimeUnixNano()));
        });
        assertThat(of(run)).extracting(Span::getName).contains("total_scores", "ask-vendor", "ask-rippit", "open-file", "put-object", "get-object", "load-object", "landed");
        assertThat(spans.toString()).contains("503").doesNotContain(SandboxOptions.defaults().token(), "signature=", "http://");
    }

    @Test
    void should_tell_a_failure_and_its_replay_as_two_traces() throws Exception {
        sandbox.next(Scenario.request(Effect.answer(422, "{}")));
        Run run = carried("groups", "2026-03-02");
        app.operations().replay(run.id());
        ended(now(run));
        app.close();
        assertThat(roots(run)).extracting(root -> root.getStatus().getCode()).containsExactly(StatusCode.STATUS_CODE_ERROR, StatusCode.STATUS_CODE_OK);
        assertThat(roots(run)).extracting(Span::getTraceId).doesNotHaveDuplicates();
        assertThat(of(run)).filteredOn(span -> span.getName().equals("ask-vendor")).extracting(span -> span.getStatus().getCode())
            .containsExactly(StatusCode.STATUS_CODE_ERROR, StatusCode.STATUS_CODE_UNSET);
    }
}
