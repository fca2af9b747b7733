package io.talon.sandbox;

/** An invented group of agents. */
record Group(String name, String id) {
    static final Group ALL = new Group("All Agents", "kT4wQyN8rJ2mXbE6s");
    static final Group RU = new Group("Ru Team", "hZ9cLp3vRd7gWn5xA");
    static final Group FR = new Group("FR Team", "yB6sMt2kFq8jPe4uC");
    static final Group UK = new Group("UK Team", "nD5xGr7wHa3zKv9oL");
    /** A group that has nobody in it yet. */
    static final Group NOBODY = new Group("Night Shift", "eJ8fSb4iTm6qYc2pU");
}
