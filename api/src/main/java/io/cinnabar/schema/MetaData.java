package io.cinnabar.schema;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.SchemaException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tables and sequences of a schema. Tables enter it as they are constructed; build it at start-up, on one thread,
 * and share it from then on.
 */
public final class MetaData {
    private final @Nullable String schemaName;
    private final NamingConvention namingConvention;
    private final @Nullable AliasRequest aliasRequest;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final List<Sequence> sequences = new ArrayList<>();

    /** What a table that is constructed on this metadata shall be an alias of. */
    record AliasRequest(Table table, String alias) {}

    /** Metadata of the default schema, with the default naming convention. */
    public MetaData() {
        this(null, NamingConvention.DEFAULT);
    }

    /**
     * Metadata whose tables are in a schema unless they say otherwise, and whose constraints are named by a convention.
     */
    public MetaData(@Nullable String schemaName, NamingConvention namingConvention) {
        this(schemaName, namingConvention, null);
    }

    private MetaData(
            @Nullable String schemaName, NamingConvention namingConvention, @Nullable AliasRequest aliasRequest) {
        this.schemaName = schemaName;
        this.namingConvention = namingConvention;
        this.aliasRequest = aliasRequest;
    }

    /**
     * Metadata of tables that were constructed on others, in the order of the collection: what is created or dropped
     * together. The tables stay what they are, and keep the naming convention that they were constructed with.
     */
    public static MetaData of(Collection<? extends Table> tables, Collection<Sequence> sequences) {
        var metadata = new MetaData();
        tables.forEach(metadata::register);
        sequences.forEach(metadata::add);
        return metadata;
    }

    /** Metadata on which the constructor of a table's class makes an alias of that table. */
    static MetaData aliasing(Table table, String alias) {
        MetaData metadata = table.metadata();
        return new MetaData(metadata.schemaName, metadata.namingConvention, new AliasRequest(table, alias));
    }

    @Nullable
    AliasRequest aliasRequest() {
        return aliasRequest;
    }

    /** A table without a class of its own; its columns are reached by {@code table.c("id", Long.class)}. */
    public Table table(String name, TableElement... elements) {
        return new DynamicTable(name, schemaName, this, Arrays.asList(elements));
    }

    /** A table without a class of its own, in a schema. */
    public Table table(@Nullable String schema, String name, List<? extends TableElement> elements) {
        return new DynamicTable(name, schema, this, elements);
    }

    /** A sequence of this metadata. */
    public Sequence sequence(String name) {
        return add(new Sequence(name, schemaName));
    }

    /** Adds a sequence to this metadata. */
    public Sequence add(Sequence sequence) {
        if (sequences.stream().anyMatch(present -> present.qualifiedName().equals(sequence.qualifiedName()))) {
            throw new SchemaException(
                    ErrorCode.SCHEMA_INVALID, "Sequence '" + sequence.qualifiedName() + "' is declared twice.");
        }
        sequences.add(sequence);
        return sequence;
    }

    void register(Table table) {
        if (tables.putIfAbsent(table.qualifiedName(), table) != null) {
            throw new SchemaException(
                    ErrorCode.SCHEMA_INVALID,
                    "Table '" + table.qualifiedName()
                            + "' is declared twice in the same metadata. Keep one instance of its class and share it.");
        }
    }

    /** The schema of tables that do not name one, or null for the database's default. */
    public @Nullable String schemaName() {
        return schemaName;
    }

    /** How constraints and indexes without a name are named. */
    public NamingConvention namingConvention() {
        return namingConvention;
    }

    /** The tables, in the order in which they were constructed. */
    public List<Table> tables() {
        return List.copyOf(tables.values());
    }

    /** The table with a name, qualified by its schema if it has one. Signals an error if there is none. */
    public Table table(String qualifiedName) {
        Table table = tables.get(qualifiedName);
        if (table == null) {
            throw new SchemaException(
                    ErrorCode.REFERENCE_UNRESOLVED,
                    "The metadata has no table '" + qualifiedName + "'; its tables are " + tables.keySet() + ".");
        }
        return table;
    }

    @Nullable
    Table find(String qualifiedName) {
        return tables.get(qualifiedName);
    }

    /** The tables such that each comes behind those that its foreign keys refer to, as far as there are no cycles. */
    public List<Table> sortedTables() {
        return DependencySorter.sort(tables()).tables();
    }

    /** The sequences. */
    public List<Sequence> sequences() {
        return Collections.unmodifiableList(sequences);
    }
}
