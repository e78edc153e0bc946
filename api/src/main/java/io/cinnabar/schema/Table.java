package io.cinnabar.schema;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.SchemaException;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.Ordering;
import io.cinnabar.sql.SortKey;
import io.cinnabar.sql.TableExpression;
import io.cinnabar.type.ArrayType;
import io.cinnabar.type.BooleanType;
import io.cinnabar.type.JsonType;
import io.cinnabar.type.NumericType;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.TemporalType;
import io.cinnabar.type.TextType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table: extend it with a class whose fields are the columns, or build one with {@link MetaData#table}.
 *
 * <pre>{@code
 * public final class Users extends Table {
 *     public final NumericColumn<Long> id = column("id", BIGINT, identity(), primaryKey());
 *     public final TextColumn name = column("name", varchar(30), notNull());
 *
 *     public Users(MetaData metadata) {
 *         super("user_account", metadata);
 *     }
 * }
 * }</pre>
 *
 * A table enters its metadata when it is constructed. Complete and safe to share when its constructor has returned.
 */
public abstract class Table extends TableExpression {
    private final String name;
    private final @Nullable String schemaName;
    private final MetaData metadata;
    private final MetaData.@Nullable AliasRequest aliasOf;
    private final List<Column<?>> columns = new ArrayList<>();
    private final List<UniqueConstraint> uniqueConstraints = new ArrayList<>();
    private final List<CheckConstraint> checkConstraints = new ArrayList<>();
    private final List<ForeignKeyConstraint> foreignKeys = new ArrayList<>();
    private final List<Index> indexes = new ArrayList<>();
    private @Nullable String comment;

    /** A table of the metadata's schema. */
    protected Table(String name, MetaData metadata) {
        this(name, metadata.schemaName(), metadata);
    }

    /** A table of a schema; null is the database's default schema. */
    @SuppressWarnings(
            "this-escape") // the metadata only keeps the reference; nobody reads the table before it is complete
    protected Table(String name, @Nullable String schemaName, MetaData metadata) {
        if (name.isEmpty()) {
            throw new SchemaException(ErrorCode.SCHEMA_INVALID, "A table has an empty name.");
        }
        this.name = name;
        this.schemaName = schemaName;
        this.metadata = metadata;
        this.aliasOf = metadata.aliasRequest();
        if (aliasOf == null) {
            metadata.register(this);
        }
    }

    /** Declares a column of text. */
    protected final TextColumn column(String columnName, TextType type, ColumnOption... options) {
        return add(new TextColumn(this, columns.size(), columnName, type, Arrays.asList(options)));
    }

    /** Declares a column of numbers. */
    protected final <N extends Number> NumericColumn<N> column(
            String columnName, NumericType<N> type, ColumnOption... options) {
        return add(new NumericColumn<>(this, columns.size(), columnName, type, Arrays.asList(options)));
    }

    /** Declares a column of truth values. */
    protected final BooleanColumn column(String columnName, BooleanType type, ColumnOption... options) {
        return add(new BooleanColumn(this, columns.size(), columnName, type, Arrays.asList(options)));
    }

    /** Declares a column of dates or times. */
    protected final <T extends Comparable<?>> TemporalColumn<T> column(
            String columnName, TemporalType<T> type, ColumnOption... options) {
        return add(new TemporalColumn<>(this, columns.size(), columnName, type, Arrays.asList(options)));
    }

    /** Declares a column of JSON documents. */
    protected final <T> JsonColumn<T> column(String columnName, JsonType<T> type, ColumnOption... options) {
        return add(new JsonColumn<>(this, columns.size(), columnName, type, Arrays.asList(options)));
    }

    /** Declares a column of arrays. */
    protected final <E> ArrayColumn<E> column(String columnName, ArrayType<E> type, ColumnOption... options) {
        return add(new ArrayColumn<>(this, columns.size(), columnName, type, Arrays.asList(options)));
    }

    /** Declares a column of another type. */
    protected final <T> Column<T> column(String columnName, SqlType<T> type, ColumnOption... options) {
        return add(new PlainColumn<>(this, columns.size(), columnName, type, Arrays.asList(options)));
    }

    private <C extends Column<?>> C add(C column) {
        if (find(column.name()) != null) {
            throw new SchemaException(
                    ErrorCode.SCHEMA_INVALID,
                    "Column '" + column.name() + "' is declared twice in table '" + qualifiedName() + "'.");
        }
        columns.add(column);
        List<Column<?>> single = List.of(column);
        if (column.isUnique()) {
            addUnique(single);
        }
        if (column.isIndexed()) {
            addIndex(null, false, List.of(column.sortKey()), single, null);
        }
        ColumnDraft.Reference reference = column.reference();
        if (reference != null) {
            foreignKeys.add(new ForeignKeyConstraint(
                    this, null, single, reference.target(), reference.onDelete(), reference.onUpdate(), false));
        }
        return column;
    }

    /** Adds the column of a definition; the caller knows no more of its class than the definition says. */
    final void addDefined(ColumnDefinition definition) {
        ColumnOption[] options = definition.options().toArray(ColumnOption[]::new);
        SqlType<?> type = definition.type();
        if (type instanceof TextType text) {
            column(definition.name(), text, options);
        } else if (type instanceof NumericType<?> numeric) {
            column(definition.name(), numeric, options);
        } else if (type instanceof BooleanType truth) {
            column(definition.name(), truth, options);
        } else if (type instanceof TemporalType<?> temporal) {
            column(definition.name(), temporal, options);
        } else if (type instanceof JsonType<?> json) {
            column(definition.name(), json, options);
        } else if (type instanceof ArrayType<?> array) {
            column(definition.name(), array, options);
        } else {
            column(definition.name(), type, options);
        }
    }

    /** Adds a unique constraint: {@code UNIQUE (a, b)}. */
    protected final void uniqueConstraint(Column<?>... members) {
        addUnique(Arrays.asList(members));
    }

    private void addUnique(List<Column<?>> members) {
        String constraintName = NamingConvention.apply(
                metadata.namingConvention().unique(), this, NamingConvention.names(members), null, 0);
        uniqueConstraints.add(new UniqueConstraint(this, constraintName, members));
    }

    /** Adds a check constraint: {@code CHECK (…)}. Values of the condition are written as literals. */
    protected final void checkConstraint(Condition condition) {
        int number = checkConstraints.size() + 1;
        checkConstraint(
                NamingConvention.apply(metadata.namingConvention().check(), this, List.of(), null, number), condition);
    }

    /** Adds a check constraint under a name: {@code CONSTRAINT name CHECK (…)}. */
    protected final void checkConstraint(@Nullable String constraintName, Condition condition) {
        checkConstraints.add(new CheckConstraint(this, constraintName, condition));
    }

    /** Adds a foreign key of several columns: {@code FOREIGN KEY (a, b) REFERENCES t (c, d)}. */
    protected final void foreignKeyConstraint(List<? extends Column<?>> members, Column<?>... referred) {
        foreignKeyConstraint(
                members, List.of(referred), ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION, false);
    }

    /** Adds a foreign key with what happens at DELETE and UPDATE, and whether it is checked only at COMMIT. */
    protected final void foreignKeyConstraint(
            List<? extends Column<?>> members,
            List<? extends Column<?>> referred,
            ReferentialAction onDelete,
            ReferentialAction onUpdate,
            boolean deferrable) {
        if (members.isEmpty() || members.size() != referred.size()) {
            throw new SchemaException(
                    ErrorCode.SCHEMA_INVALID,
                    "A foreign key of table '" + qualifiedName() + "' has " + members.size() + " columns but refers to "
                            + referred.size() + ".");
        }
        foreignKeys.add(new ForeignKeyConstraint(
                this,
                null,
                List.copyOf(members),
                new ForeignKeyTarget.Columns(List.copyOf(referred)),
                onDelete,
                onUpdate,
                deferrable));
    }

    /**
     * Adds a foreign key whose columns on the other side are asked for when they are needed, as two tables may refer to
     * each other: {@code CONSTRAINT name FOREIGN KEY (a, b) REFERENCES t (c, d)}.
     */
    protected final void foreignKeyConstraint(
            @Nullable String constraintName,
            List<? extends Column<?>> members,
            Supplier<? extends List<? extends Column<?>>> referred,
            ReferentialAction onDelete,
            ReferentialAction onUpdate) {
        foreignKeys.add(new ForeignKeyConstraint(
                this,
                constraintName,
                List.copyOf(members),
                new ForeignKeyTarget.Supplied(referred),
                onDelete,
                onUpdate,
                false));
    }

    /** Adds a unique constraint under a name: {@code CONSTRAINT name UNIQUE (a, b)}. */
    protected final void uniqueConstraint(String constraintName, List<? extends Column<?>> members) {
        uniqueConstraints.add(new UniqueConstraint(this, constraintName, List.copyOf(members)));
    }

    /** Adds an index: {@code CREATE INDEX name ON table (a, lower(b), c DESC)}. */
    protected final void index(String indexName, Ordering... keys) {
        addIndex(indexName, false, sortKeys(keys), List.of(), null);
    }

    /** Adds a unique index: {@code CREATE UNIQUE INDEX name ON table (…)}. */
    protected final void uniqueIndex(String indexName, Ordering... keys) {
        addIndex(indexName, true, sortKeys(keys), List.of(), null);
    }

    /** Adds an index over some of the rows: {@code CREATE INDEX name ON table (…) WHERE …}. */
    protected final void partialIndex(String indexName, Condition where, Ordering... keys) {
        addIndex(indexName, false, sortKeys(keys), List.of(), where);
    }

    private static List<SortKey> sortKeys(Ordering... keys) {
        return Arrays.stream(keys).map(Ordering::sortKey).toList();
    }

    private void addIndex(
            @Nullable String givenName,
            boolean unique,
            List<SortKey> keys,
            List<Column<?>> members,
            @Nullable Condition where) {
        String indexName = givenName != null
                ? givenName
                : Objects.requireNonNull(NamingConvention.apply(
                        metadata.namingConvention().index(), this, NamingConvention.names(members), null, 0));
        if (indexes.stream().anyMatch(present -> present.name().equals(indexName))) {
            throw new SchemaException(
                    ErrorCode.SCHEMA_INVALID,
                    "Index '" + indexName + "' is declared twice in table '" + qualifiedName() + "'.");
        }
        indexes.add(new Index(this, indexName, unique, keys, where));
    }

    /** Sets the comment that is kept in the database: {@code COMMENT ON TABLE …}. */
    protected final void commented(String text) {
        this.comment = text;
    }

    /**
     * This table under another name, as an object of its own class, so that its columns are reached as fields:
     * {@code Users manager = users.as("manager", Users::new)}. The constructor must do nothing but declare the table.
     */
    public final <T extends Table> T as(String alias, Function<? super MetaData, T> constructor) {
        T table = constructor.apply(MetaData.aliasing(original(), alias));
        if (!table.getClass().equals(getClass()) || table.columns().size() != columns.size()) {
            throw new SchemaException(
                    ErrorCode.SCHEMA_INVALID,
                    "The constructor given for alias '" + alias + "' does not make a table like '" + name
                            + "'. Pass the constructor of its own class.");
        }
        return table;
    }

    @Override
    public final String name() {
        return aliasOf == null ? name : aliasOf.table().name();
    }

    @Override
    public final @Nullable String schemaName() {
        return schemaName;
    }

    @Override
    public final @Nullable String aliasName() {
        return aliasOf == null ? null : aliasOf.alias();
    }

    @Override
    public final Table original() {
        return aliasOf == null ? this : aliasOf.table();
    }

    /** The metadata that this table belongs to. */
    public final MetaData metadata() {
        return aliasOf == null ? metadata : aliasOf.table().metadata();
    }

    /** The name, qualified by the schema if there is one. */
    public final String qualifiedName() {
        return schemaName == null ? name : schemaName + "." + name;
    }

    @Override
    public final List<Column<?>> columns() {
        return Collections.unmodifiableList(columns);
    }

    /**
     * The column with a name, as the Java class that it has. Signals an error if there is none, or it has another
     * class.
     */
    @SuppressWarnings("unchecked") // the class of the values was compared
    public final <T> Column<T> c(String columnName, Class<T> javaType) {
        Column<?> column = column(columnName);
        if (!column.type().javaType().equals(javaType)) {
            throw new SchemaException(
                    ErrorCode.COLUMN_NOT_FOUND,
                    "Column '" + name + "." + columnName + "' holds "
                            + column.type().javaType().getSimpleName() + ", not " + javaType.getSimpleName() + ".");
        }
        return (Column<T>) column;
    }

    /** The column with a name. Signals an error if there is none. */
    public final Column<?> column(String columnName) {
        Column<?> column = find(columnName);
        if (column == null) {
            throw new SchemaException(
                    ErrorCode.COLUMN_NOT_FOUND,
                    "Table '" + qualifiedName() + "' has no column '" + columnName + "'; its columns are "
                            + NamingConvention.names(columns) + ".");
        }
        return column;
    }

    final @Nullable Column<?> find(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst()
                .orElse(null);
    }

    final Column<?>[] all(String... columnNames) {
        return Arrays.stream(columnNames).map(this::column).toArray(Column<?>[]::new);
    }

    /** The primary key, or null for a table without one. */
    public final @Nullable PrimaryKeyConstraint primaryKeyConstraint() {
        List<Column<?>> members = columns.stream().filter(Column::isPrimaryKey).toList();
        if (members.isEmpty()) {
            return null;
        }
        String constraintName = NamingConvention.apply(
                metadata.namingConvention().primaryKey(), this, NamingConvention.names(members), null, 0);
        return new PrimaryKeyConstraint(this, constraintName, members);
    }

    /** The unique constraints. */
    public final List<UniqueConstraint> uniqueConstraints() {
        return Collections.unmodifiableList(uniqueConstraints);
    }

    /** The check constraints. */
    public final List<CheckConstraint> checkConstraints() {
        return Collections.unmodifiableList(checkConstraints);
    }

    /** The foreign keys. */
    public final List<ForeignKeyConstraint> foreignKeys() {
        return Collections.unmodifiableList(foreignKeys);
    }

    /** The indexes. */
    public final List<Index> indexes() {
        return Collections.unmodifiableList(indexes);
    }

    /** The comment in the database, or null. */
    public final @Nullable String comment() {
        return comment;
    }

    @Override
    public final List<List<ColumnPair>> foreignKeysBetween(TableExpression other) {
        var found = new ArrayList<List<ColumnPair>>();
        if (other.original() instanceof Table otherTable) {
            for (ForeignKeyConstraint key : original().foreignKeys()) {
                if (key.referredTable() == otherTable) {
                    found.add(pairs(key.columns(), key.referredColumns()));
                }
            }
            for (ForeignKeyConstraint key : otherTable.foreignKeys()) {
                if (key.referredTable() == original() && otherTable != original()) {
                    found.add(pairs(key.referredColumns(), key.columns()));
                }
            }
        }
        return found;
    }

    private static List<ColumnPair> pairs(List<Column<?>> left, List<Column<?>> right) {
        return IntStream.range(0, left.size())
                .mapToObj(index -> new ColumnPair(left.get(index), right.get(index)))
                .toList();
    }

    /** An expression over all columns, to select or return them. */
    public final List<Expression<?>> all() {
        return List.copyOf(columns);
    }
}
