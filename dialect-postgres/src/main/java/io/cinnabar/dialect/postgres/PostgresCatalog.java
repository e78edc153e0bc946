package io.cinnabar.dialect.postgres;

import io.cinnabar.core.driver.Catalog;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Row2;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.sql.Sql;
import io.cinnabar.type.Types;

/**
 * Asks PostgreSQL's catalog. The standard's information_schema would show only what the user owns or may use, so that
 * something that is there would seem to be missing.
 */
final class PostgresCatalog implements Catalog {
    private static final RowStatement<Row1<String>> DEFAULT_SCHEMA =
            Sql.text("SELECT current_schema()").columns(Types.TEXT);

    private static final RowStatement<Row1<String>> ISOLATION_LEVEL =
            Sql.text("SELECT current_setting('transaction_isolation')").columns(Types.TEXT);

    private static final RowStatement<Row2<String, String>> TABLES = relations("'r', 'p', 'f'");

    private static final RowStatement<Row2<String, String>> SEQUENCES = relations("'S'");

    private static final RowStatement<Row2<String, String>> ENUM_TYPES =
            Sql.text("""
                    SELECT s.nspname, t.typname
                    FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace s ON s.oid = t.typnamespace
                    WHERE t.typtype = 'e' AND left(s.nspname, 3) <> 'pg_' AND s.nspname <> 'information_schema'
                    ORDER BY 1, 2""").columns(Types.TEXT, Types.TEXT);

    /** Relations of the kinds, but for those of the system and temporary ones, whose schemas start with pg_. */
    private static RowStatement<Row2<String, String>> relations(String kinds) {
        return Sql.text("""
                        SELECT s.nspname, c.relname
                        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace s ON s.oid = c.relnamespace
                        WHERE c.relkind IN (%s) AND left(s.nspname, 3) <> 'pg_' AND s.nspname <> 'information_schema'
                        ORDER BY 1, 2""".formatted(kinds)).columns(Types.TEXT, Types.TEXT);
    }

    @Override
    public RowStatement<Row1<String>> defaultSchema() {
        return DEFAULT_SCHEMA;
    }

    @Override
    public RowStatement<Row1<String>> isolationLevel() {
        return ISOLATION_LEVEL;
    }

    @Override
    public RowStatement<Row2<String, String>> tables() {
        return TABLES;
    }

    @Override
    public RowStatement<Row2<String, String>> sequences() {
        return SEQUENCES;
    }

    @Override
    public RowStatement<Row2<String, String>> enumTypes() {
        return ENUM_TYPES;
    }
}
