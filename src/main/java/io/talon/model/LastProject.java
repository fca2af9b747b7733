package io.talon.model;

import java.nio.file.Path;

/** A project that stays read from one run to the next, until one of its files is another. */
public final class LastProject {
    private ProjectFiles files;
    private Graph graph;

    /** @param invocation the environment and the target are the same in all calls */
    public synchronized Graph graph(Path folder, Invocation invocation) {
        ProjectFiles now = new ProjectFiles(folder);
        graph = now.isSame(files) ? graph.at(invocation) : new Project(now).parse(invocation);
        files = now;
        return graph;
    }
}
