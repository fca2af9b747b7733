package io.talon.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.talon.Secrets;
import io.talon.ledger.Run;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.language.MethodCallExpression;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Each run as one OpenTelemetry trace, sent by OTLP: a span for each step that calls anything, and at its end one for the whole. Contents are not told. */
public final class Tracing implements InterceptStrategy, AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private final RootIds ids = new RootIds();
    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final Duration deadline;

    /**
     * @param collector takes OTLP over HTTP
     * @param deadline  of a run, from its first request or its replay
     */
    public Tracing(URI collector, Duration deadline) {
        this.deadline = deadline;
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder().setEndpoint(collector.toString()).build();
        provider = SdkTracerProvider.builder().setIdGenerator(ids).setResource(Resource.create(Attributes.builder().put("service.name", "talon").build()))
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).setScheduleDelay(EVERY).build()).build();
        tracer = provider.get("io.talon");
    }

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode step, Processor target, Processor next) {
        return calls(step) ? new Traced(step.getId(), target) : target;
    }

    /** What only sorts and names is not worth a span, and a route that is called has spans of its own. */
    private static boolean calls(NamedNode step) {
        return step instanceof BeanDefinition
            || step instanceof ToDefinition to && !to.getUri().matches("(direct|seda):.*")
            || step instanceof ExpressionNode evaluated && evaluated.getExpression() instanceof MethodCallExpression;
    }

    private final class Traced extends DelegateAsyncProcessor {
        private final String step;

        Traced(String step, Processor target) {
            super(target);
            this.step = step;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Instant started = Instant.now();
            boolean hadEnded = hasEnded(exchange);
            return super.process(exchange, done -> {
                if (exchange.getVariable("run") instanceof Run run && run.deadlineAt() != null) {
                    Trace trace = Trace.of(run);
                    step(trace, run, step, started, exchange);
                    if (!hadEnded && hasEnded(exchange)) {
                        whole(trace, run, exchange);
                    }
                }
                callback.done(done);
            });
        }
    }

    private static boolean isBuried(Exchange exchange) {
        return Boolean.TRUE.equals(exchange.getVariable("buried"));
    }

    private static boolean hasEnded(Exchange exchange) {
        return isBuried(exchange) || exchange.getMessage().getBody() instanceof Run run && run.state().ended();
    }

    private void step(Trace trace, Run run, String step, Instant started, Exchange exchange) {
        Span span = tracer.spanBuilder(step).setParent(trace.parent()).setStartTimestamp(started)
            .setAttribute("talon.run", run.id()).setAttribute("talon.route", String.valueOf(ExchangeHelper.getRouteId(exchange))).startSpan();
        if (exchange.getException() != null) {
            span.setStatus(StatusCode.ERROR, Secrets.mask(exchange.getException().toString()));
        }
        span.end();
    }

    private void whole(Trace trace, Run run, Exchange exchange) {
        Span span = ids.root(trace, () -> tracer.spanBuilder(run.source()).setParent(Context.root()).setStartTimestamp(run.deadlineAt().minus(deadline))
            .setAttribute("talon.run", run.id()).startSpan());
        span.setStatus(isBuried(exchange) ? StatusCode.ERROR : StatusCode.OK);
        span.end();
    }

    @Override
    public void close() {
        provider.close();
    }
}
