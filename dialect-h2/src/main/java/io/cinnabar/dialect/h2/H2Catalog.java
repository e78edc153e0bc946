package io.cinnabar.dialect.h2;

import io.cinnabar.core.driver.Catalog;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Row2;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.sql.Sql;
import io.cinnabar.type.Types;

/** What H2's INFORMATION_SCHEMA is asked. */
final class H2Catalog implements Catalog {
    private static final RowStatement<Row1<String>> DEFAULT_SCHEMA =
            Sql.text("SELECT CURRENT_SCHEMA").columns(Types.TEXT);
    private static final RowStatement<Row1<String>> ISOLATION_LEVEL = Sql.text(
                    "SELECT isolation_level FROM INFORMATION_SCHEMA.SESSIONS WHERE session_id = SESSION_ID()")
            .columns(Types.TEXT);
    private static final RowStatement<Row2<String, String>> TABLES =
            names("SELECT table_schema, table_name FROM INFORMATION_SCHEMA.TABLES"
                    + " WHERE table_type <> 'VIEW' AND table_schema <> 'INFORMATION_SCHEMA'");
    private static final RowStatement<Row2<String, String>> SEQUENCES =
            names("SELECT sequence_schema, sequence_name FROM INFORMATION_SCHEMA.SEQUENCES");
    // An enum of H2 belongs to its column.
    private static final RowStatement<Row2<String, String>> ENUM_TYPES = names("SELECT '', '' WHERE 1 = 0");

    private static RowStatement<Row2<String, String>> names(String sql) {
        return Sql.text(sql).columns(Types.TEXT, Types.TEXT);
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
