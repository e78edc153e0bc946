package io.cinnabar.tests.support;

import java.util.Arrays;
import java.util.Locale;

/**
 * A database server to test against. It starts when it is first asked for a URL and lives as long as the JVM.
 *
 * <p>A database that cannot be had is an error, never a skipped test, unless it was switched off by name:
 * {@code -Dcinnabar.test.skip=postgres} (several names are separated by commas).
 */
public sealed interface TestDatabase permits PostgresTestDatabase, H2TestDatabase {

    /** PostgreSQL. */
    static PostgresTestDatabase postgres() {
        return PostgresTestDatabase.INSTANCE;
    }

    /** H2, in memory. */
    static H2TestDatabase h2() {
        return H2TestDatabase.INSTANCE;
    }

    /** The database's name, as in its JUnit tag and in {@code cinnabar.test.skip}. */
    String name();

    /** The R2DBC URL, credentials included, of a new and empty database. */
    String createDatabase();

    /** Drops a database that {@link #createDatabase()} made, with the connections to it. */
    void dropDatabase(String url);

    /** Whether {@code -Dcinnabar.test.skip} names this database. */
    default boolean isSwitchedOff() {
        return Arrays.stream(System.getProperty("cinnabar.test.skip", "").split(","))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .anyMatch(name()::equals);
    }
}
