package io.talon.model;

/** A table or view in the warehouse; templates print it, or ask it for its parts. */
public final class Relation {
    private final String schema;
    private final String identifier;

    public Relation(String schema, String identifier) {
        this.schema = schema;
        this.identifier = identifier;
    }

    public String getSchema() {
        return schema;
    }

    public String getIdentifier() {
        return identifier;
    }

    public String getName() {
        return identifier;
    }

    /** One that belongs to it, such as the rows that were changed last. */
    public Relation beside(String suffix) {
        return new Relation(schema, identifier + suffix);
    }

    @Override
    public String toString() {
        return schema + "." + identifier;
    }
}
