package io.talon.model;

import java.util.Optional;

/** What templates may refer to. */
interface Names {

    /** The id of a model, seed or snapshot; null if there is none of this name. */
    String id(String name);

    /** What is written into the SQL in its place. */
    Object relation(String id);

    Optional<Source> source(String source, String table);

    Optional<Object> variable(String name);

    /** The project's name, as in {@code ref('project', 'model')}. */
    String project();
}
