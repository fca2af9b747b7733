package io.talon.management;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.talon.access.User;
import io.talon.dashboard.Dashboard;
import io.talon.dashboard.Dashboards;
import io.talon.deliver.Readers;
import io.talon.question.Answer;
import io.talon.question.Answers;
import io.talon.question.Csv;
import io.talon.question.Question;
import io.talon.question.QuestionError;
import io.talon.question.QuestionReader;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Questions to the mart over HTTP, each answered as far as its user may see. */
public final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Answers answers;
    private final Dashboards dashboards;
    private final SubscriptionApi subscriptions;
    private final Credentials credentials;

    /** @param readers null where nobody can subscribe */
    public Api(Answers answers, Dashboards dashboards, Readers readers, Credentials credentials) {
        this.answers = answers;
        this.dashboards = dashboards;
        this.subscriptions = new SubscriptionApi(readers, this);
        this.credentials = credentials;
    }

    User user(HttpExchange exchange) {
        return credentials.user(exchange.getRequestHeaders().getFirst("Authorization")).orElseThrow();
    }

    Reply model(HttpExchange exchange) {
        User user = user(exchange);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("explores", answers.compiler().explores(user.access()).map(explore -> ModelJson.explore(explore, user.access())).toList());
        model.put("dashboards", dashboards.all().stream().map(one -> Map.of("name", one.name(), "title", one.title(), "description", one.description())).toList());
        model.put("user", Map.of("name", user.name(), "email", subscriptions.address(user), "manages", credentials.isManager(user)));
        model.put("subscriptions", subscriptions.areOn());
        return Reply.json(200, model);
    }

    /** The one that the query of the address names. */
    Reply dashboard(HttpExchange exchange) {
        String name = String.valueOf(exchange.getRequestURI().getQuery()).replaceFirst("^name=", "");
        return dashboards.named(name).map(dashboard -> Reply.json(200, dashboard)).orElseGet(() -> Reply.refusal(404, "There is no dashboard of that name.",
            "Those that are: " + dashboards.all().stream().map(Dashboard::name).collect(Collectors.joining(", ")) + "."));
    }

    Reply query(HttpExchange exchange) throws IOException, SQLException {
        return Reply.json(200, AnswerJson.of(asked(user(exchange), QuestionReader.read(body(exchange)))));
    }

    /** All rows, up to the most that are given to anybody; a header says if there are more. */
    Reply csv(HttpExchange exchange) throws IOException, SQLException {
        Question question = QuestionReader.read(body(exchange));
        Answer answer = asked(user(exchange), new Question(question.explore(), question.fields(), question.pivots(), question.filters(), question.sorts(),
            Question.MOST_ROWS, false));
        exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=\"" + question.explore() + ".csv\"");
        exchange.getResponseHeaders().set("Talon-Truncated", String.valueOf(answer.truncated()));
        return Reply.text(200, "text/csv", Csv.of(answer));
    }

    Reply values(HttpExchange exchange) throws IOException, SQLException {
        JsonNode body = body(exchange);
        if (!body.path("explore").isTextual() || !body.path("field").isTextual() || !body.path("like").isTextual() && body.has("like")) {
            throw new QuestionError("The body must name 'explore', 'field' and perhaps 'like'.",
                "Send for example {\"explore\": \"qa_scores\", \"field\": \"team\", \"like\": \"uk\"}.");
        }
        return Reply.json(200, Map.of("values", answers.values(body.path("explore").asText(), body.path("field").asText(),
            body.path("like").asText(), user(exchange).access())));
    }

    private Answer asked(User user, Question question) throws SQLException {
        long start = System.nanoTime();
        Answer answer = answers.answer(question, user.access());
        Audit.answered(user, question, answers.compiler().restricted(question), answer, (System.nanoTime() - start) / 1_000_000);
        return answer;
    }

    SubscriptionApi subscriptions() {
        return subscriptions;
    }

    static JsonNode body(HttpExchange exchange) throws IOException {
        try {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            return body == null ? JSON.missingNode() : body;
        } catch (JacksonException e) {
            throw new QuestionError("The body is no JSON.", "Send a JSON object.");
        }
    }
}
