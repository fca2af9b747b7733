package io.talon.management;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.talon.TalonException;
import io.talon.question.QuestionError;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows all addresses of the port, each by its whole path: there is no folder in which anything else could be found. */
final class Router implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger("talon");
    private final Map<String, Answering> addresses = new HashMap<>();

    /** Answers a request. */
    interface Answering {
        Reply answer(HttpExchange exchange) throws Exception;
    }

    Router get(String path, Answering answering) {
        addresses.put("GET " + path, answering);
        return this;
    }

    Router post(String path, Answering answering) {
        addresses.put("POST " + path, answering);
        return this;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        answer(exchange).send(exchange);
    }

    private Reply answer(HttpExchange exchange) {
        Answering answering = addresses.get(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
        if (answering == null) {
            return notKnown(exchange);
        }
        try {
            return answering.answer(exchange);
        } catch (RefusedException e) {
            return e.reply();
        } catch (QuestionError e) {
            return Reply.refusal(400, e.getMessage(), e.remedy());
        } catch (TalonException e) {
            return Reply.refusal(409, e.getMessage(), e.remedy());
        } catch (Exception e) {
            LOG.warn("The management port cannot answer {}: {}", exchange.getRequestURI().getRawPath(), e.toString());
            return Reply.refusal(503, "Talon cannot answer that now.", "The log says why.");
        }
    }

    private Reply notKnown(HttpExchange exchange) {
        String other = exchange.getRequestMethod().equals("GET") ? "POST" : "GET";
        if (!addresses.containsKey(other + " " + exchange.getRequestURI().getRawPath())) {
            return Reply.refusal(404, "There is nothing at this address.", "The pages are /, /dashboard and /explore.");
        }
        exchange.getResponseHeaders().set("Allow", other);
        return Reply.refusal(405, "This address does not take " + exchange.getRequestMethod() + ".", "Ask by " + other + ".");
    }
}
