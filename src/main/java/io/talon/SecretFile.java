package io.talon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** A secret that is handed over in a file, as container platforms and systemd do: {@code MAESTROQA_API_TOKEN_FILE} names the file of {@code MAESTROQA_API_TOKEN}. */
record SecretFile(String variable, Path path) {

    /** The secret, without the line break that editors put at the end. */
    String read() {
        String secret = content().strip();
        if (secret.isEmpty()) {
            throw new ConfigurationException("The file that " + variable + " names, " + path + ", is empty.", "Write the secret into it, or remove " + variable + ".");
        }
        return secret;
    }

    private String content() {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("The file that " + variable + " names, " + path + ", is not there.", "Write the secret into it, or correct the path.");
        } catch (IOException e) {
            throw new ConfigurationException("The file that " + variable + " names, " + path + ", cannot be read: " + e.getClass().getSimpleName() + ".",
                "Name a file in UTF-8 that the user of this process may read.");
        }
    }

    boolean isReadableByAll() {
        try {
            return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
