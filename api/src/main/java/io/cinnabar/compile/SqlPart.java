package io.cinnabar.compile;

/** A piece of compiled SQL. */
public sealed interface SqlPart {

    /**
     * SQL that is always the same.
     *
     * @param sql the SQL
     */
    record Text(String sql) implements SqlPart {}

    /**
     * The marker, or for an expanding slot the markers, of a bind.
     *
     * @param slot the number of the slot
     */
    record Marker(int slot) implements SqlPart {}

    /**
     * The qualifier of a table's name, which may be translated when the statement is executed.
     *
     * @param name the name of the schema in the metadata, empty for a table without one
     */
    record SchemaName(String name) implements SqlPart {}

    /**
     * The qualifier of a name that stands in a text literal, such as that of a sequence in {@code nextval('…')}. It may
     * be translated like {@link SchemaName}.
     *
     * @param name the name of the schema in the metadata, empty for none
     */
    record SchemaNameInText(String name) implements SqlPart {}
}
