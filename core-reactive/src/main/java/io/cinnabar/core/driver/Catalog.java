package io.cinnabar.core.driver;

import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Row2;
import io.cinnabar.sql.RowStatement;

/** The statements that ask a database what it has. Names come as the catalog spells them. */
public interface Catalog {

    /** The name of the schema in which a table without one is found. */
    RowStatement<Row1<String>> defaultSchema();

    /** The isolation level of the transaction, or of the next one where none is open, in SQL words. */
    RowStatement<Row1<String>> isolationLevel();

    /** The schemas and names of all tables. */
    RowStatement<Row2<String, String>> tables();

    /** The schemas and names of all sequences. */
    RowStatement<Row2<String, String>> sequences();

    /** The schemas and names of all enum types; without rows where enum types have no names. */
    RowStatement<Row2<String, String>> enumTypes();
}
