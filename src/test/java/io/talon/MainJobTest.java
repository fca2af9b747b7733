package io.talon;

import java.util.List;

/** The main job on classes. */
class MainJobTest extends MainJobContract {

    @Override
    List<String> talon() {
        return java("-cp", System.getProperty("java.class.path"), "io.talon.Talon");
    }
}
