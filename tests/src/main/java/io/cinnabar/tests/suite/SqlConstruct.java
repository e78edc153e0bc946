package io.cinnabar.tests.suite;

import io.cinnabar.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A construct of the language.
 *
 * @param name what it is
 * @param statement a statement with it
 * @param ansi its SQL in the default dialect
 * @param postgres its SQL on PostgreSQL
 * @param h2 its SQL on H2, or null where H2 has no such construct
 */
record SqlConstruct(
        String name,
        Statement statement,
        String ansi,
        String postgres,
        @Nullable String h2) {
    @Override
    public String toString() {
        return name;
    }
}
