package io.talon;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between a client and a server and lets connections through, cuts them, or answers in the server's place. */
final class FaultyPipe implements AutoCloseable {
    private final URI server;
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile String answer;
    private volatile int faults;
    private volatile int letThrough;

    FaultyPipe(URI server) throws IOException {
        this.server = server;
        threads.submit(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** The next connections are answered with this status and S3 error code. */
    void answer(int times, int status, String code) {
        answer(times, status, code, "on purpose");
    }

    void answer(int times, int status, String code, String message) {
        String body = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>";
        play(times, 0, "HTTP/1.1 %d Fault\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s".formatted(status, body.length(), body));
    }

    /** The next connections are reset after so many bytes of what the client sends. */
    void cut(int times, int bytes) {
        play(times, bytes, null);
    }

    private void play(int times, int bytes, String text) {
        faults = 0;
        answer = text;
        letThrough = bytes;
        open.forEach(FaultyPipe::reset);
        faults = times;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                open.add(client);
                threads.submit(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private synchronized boolean takesFault() {
        return faults > 0 && faults-- > 0;
    }

    private void serve(Socket client) {
        boolean faulty = takesFault();
        try (client; Socket target = faulty && answer != null ? null : new Socket(server.getHost(), server.getPort())) {
            if (target == null) {
                refuse(client);
            } else {
                threads.submit(() -> pass(target, client, Long.MAX_VALUE));
                pass(client, target, faulty ? letThrough : Long.MAX_VALUE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            open.remove(client);
        }
    }

    /** Reads the whole request first, so that the client is there to read the answer. */
    private void refuse(Socket client) throws IOException {
        client.setSoTimeout(200);
        byte[] sink = new byte[1 << 16];
        try {
            while (client.getInputStream().read(sink) >= 0) {
                Thread.onSpinWait();
            }
        } catch (SocketTimeoutException e) {
            client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void pass(Socket from, Socket to, long most) {
        byte[] buffer = new byte[1 << 14];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            long passed = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                passed += read;
                if (passed > most) {
                    reset(from);
                    reset(to);
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            reset(from);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        open.forEach(FaultyPipe::reset);
        threads.shutdownNow();
    }
}
