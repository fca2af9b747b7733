package io.talon;

import java.util.List;

/** The main job on classes. */
class MainJobTest extends MainJobContract {

    @Override
    List<String> talon() {
        return List.of(System.getProperty("java.home") + "/bin/java", "-cp", System.getProperty("java.class.path"), "io.talon.Talon");
    }
}
