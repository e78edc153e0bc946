package io.cinnabar.schema;

import static java.util.Objects.requireNonNull;

import io.cinnabar.sql.NumericExpression;
import io.cinnabar.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of numbers that the database draws.
 *
 * @param name the name
 * @param schemaName the schema, or null for the default one
 * @param start the first number
 * @param increment the step
 */
public record Sequence(String name, @Nullable String schemaName, long start, long increment) {

    /** Checks the name and the step. */
    public Sequence {
        requireNonNull(name, "name");
        if (increment == 0) {
            throw new IllegalArgumentException("The increment of a sequence must not be 0.");
        }
    }

    /** A sequence of the numbers from 1. */
    public Sequence(String name, @Nullable String schemaName) {
        this(name, schemaName, 1, 1);
    }

    /** The name, qualified by the schema if there is one. */
    public String qualifiedName() {
        return schemaName == null ? name : schemaName + "." + name;
    }

    /** The next number: {@code nextval('name')}, {@code NEXT VALUE FOR name}. */
    public NumericExpression<Long> nextValue() {
        return Sql.nextValue(schemaName, name, increment);
    }
}
