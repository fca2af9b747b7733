package io.talon.log;

import io.talon.ledger.Build;
import io.talon.ledger.Run;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.MDC;

/** While a step of a route works, whatever is logged on its thread, by whichever library, is marked with the run or build that it is about. */
public final class WhoseLine implements InterceptStrategy {
    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target, Processor next) {
        return new Marked(target);
    }

    /** A step that goes on in another thread is not followed there; the next step marks that thread itself. */
    private static final class Marked extends DelegateAsyncProcessor {
        Marked(Processor target) {
            super(target);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            String run = MDC.get("run");
            String build = MDC.get("build");
            mark("run", exchange.getVariable("run") instanceof Run carried ? carried.id() : null);
            mark("build", exchange.getVariable("build") instanceof Build begun ? begun.id() : null);
            try {
                return super.process(exchange, callback);
            } finally {
                mark("run", run);
                mark("build", build);
            }
        }

        private static void mark(String name, String id) {
            if (id == null) {
                MDC.remove(name);
            } else {
                MDC.put(name, id);
            }
        }
    }
}
