package io.talon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** A web server and a mail server, which messages are sent to. */
final class Receivers implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpServer web = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    Receivers() throws IOException {
        web.start();
        mail.start();
    }

    /** Takes what was posted, and says with which status it is answered. */
    interface Taking {
        int take(HttpExchange exchange, JsonNode message);
    }

    void on(String path, Taking taking) {
        web.createContext(path, exchange -> {
            exchange.sendResponseHeaders(taking.take(exchange, JSON.readTree(exchange.getRequestBody())), -1);
            exchange.close();
        });
    }

    String address(String path) {
        return "http://127.0.0.1:" + web.getAddress().getPort() + path;
    }

    String mailServer() {
        return "smtp://127.0.0.1:" + mail.getSmtp().getPort();
    }

    List<MimeMessage> mails() {
        return List.of(mail.getReceivedMessages());
    }

    @Override
    public void close() {
        web.stop(0);
        mail.stop();
    }
}
