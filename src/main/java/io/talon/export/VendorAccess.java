package io.talon.export;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.net.URIAuthority;

/**
 * What is done to HTTP calls below Camel. The API token is added here, for the vendor's host only, so that no exchange ever holds it;
 * once it was refused, no call is made with it any more. Whatever the host, a call ends in time and no more of its answer is read than is due.
 */
public final class VendorAccess implements HttpClientConfigurer {
    /** Answers of the vendor's API have some hundred bytes. */
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final String CONNECTED = "talon.connected";
    private final URI vendor;
    private final String token;
    private final TimeLimit timeLimit;
    private volatile boolean refused;

    /** @param timeLimit of a call from its first byte sent to the last of its answer */
    public VendorAccess(URI vendor, String token, TimeLimit timeLimit) {
        this.vendor = vendor;
        this.token = token;
        this.timeLimit = timeLimit;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries();
        client.addExecInterceptorFirst("whole-answer", this::call);
        client.addExecInterceptorAfter(ChainElement.CONNECT.name(), "connected", (request, scope, chain) -> {
            scope.clientContext.setAttribute(CONNECTED, true);
            return chain.proceed(request, scope);
        });
        client.addRequestInterceptorFirst((request, entity, context) -> authorize(request));
    }

    /** An exception from before there was a connection is told from one after which nobody knows what the other side has got. */
    private ClassicHttpResponse call(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) throws IOException, HttpException {
        String whom = request.getAuthority().toString();
        try {
            return timeLimit.keep(whom, scope.execRuntime::discardEndpoint, () -> wholeAnswer(request, scope, chain));
        } catch (TokenRefusedException e) {
            throw e;
        } catch (IOException e) {
            boolean isConnected = scope.clientContext.getAttribute(CONNECTED) != null;
            throw isConnected ? e : (IOException) new ConnectException("no connection to " + whom + ": " + e).initCause(e);
        }
    }

    private void authorize(HttpRequest request) throws TokenRefusedException {
        if (isVendor(request)) {
            if (refused) {
                throw new TokenRefusedException();
            }
            request.setHeader("apitoken", token);
        }
    }

    private boolean isVendor(HttpRequest request) {
        URIAuthority to = request.getAuthority();
        return to.getHostName().equalsIgnoreCase(vendor.getHost()) && port(request.getScheme(), to.getPort()) == port(vendor.getScheme(), vendor.getPort());
    }

    private static int port(String scheme, int port) {
        return port >= 0 ? port : scheme.equalsIgnoreCase("https") ? 443 : 80;
    }

    private ClassicHttpResponse wholeAnswer(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        refused |= isVendor(request) && (response.getCode() == 401 || response.getCode() == 403);
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            byte[] bytes = entity.getContent().readNBytes(LONGEST_ANSWER);
            if (bytes.length == LONGEST_ANSWER) {
                scope.execRuntime.discardEndpoint();
            }
            response.setEntity(new ByteArrayEntity(bytes, ContentType.parseLenient(entity.getContentType())));
        }
        return response;
    }
}
