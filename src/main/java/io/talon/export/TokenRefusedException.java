package io.talon.export;

import java.io.IOException;

/** The vendor has refused the API token before, so it is not even asked. */
public final class TokenRefusedException extends IOException {
    TokenRefusedException() {
        super("the API token was refused before");
    }
}
