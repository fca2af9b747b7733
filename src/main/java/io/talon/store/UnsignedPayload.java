package io.talon.store;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * Signs what goes over http as the client signs what goes over https: all but the content. Over http it would hash the content for that once more,
 * which costs as much as all the rest of an upload; whoever loads an object compares its content with the ledger's hash in any case.
 */
final class UnsignedPayload implements AwsV4AuthScheme, AwsV4HttpSigner {
    private final AwsV4AuthScheme scheme = AwsV4AuthScheme.create();

    @Override
    public String schemeId() {
        return scheme.schemeId();
    }

    @Override
    public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
        return scheme.identityProvider(providers);
    }

    @Override
    public AwsV4HttpSigner signer() {
        return this;
    }

    @Override
    public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
        SdkHttpRequest http = request.request();
        SignedRequest signed = scheme.signer().sign(request.copy(secured -> secured.request(secured(http))));
        return signed.copy(back -> back.request(signed.request().copy(sent -> sent.protocol(http.protocol()).port(http.port()))));
    }

    /** The name of the host, which is signed too, has a port unless it is the protocol's own. */
    private static SdkHttpRequest secured(SdkHttpRequest http) {
        boolean plain = "http".equals(http.protocol());
        return plain ? http.copy(secured -> secured.protocol("https").port(http.port() == 80 ? 443 : http.port())) : http;
    }

    @Override
    public CompletableFuture<AsyncSignedRequest> signAsync(AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
        return scheme.signer().signAsync(request);
    }
}
