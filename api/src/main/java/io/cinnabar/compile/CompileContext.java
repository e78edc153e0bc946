package io.cinnabar.compile;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.sql.BindValue;
import io.cinnabar.sql.ColumnExpression;
import io.cinnabar.sql.FromItem;
import io.cinnabar.sql.TableExpression;
import io.cinnabar.type.SqlType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a compilation knows while it goes on: the SQL so far, the binds, the sources that enclosing queries have, and
 * the names that it made up. Used by one thread and thrown away.
 */
public final class CompileContext {
    private final IdentifierQuoter quoter;
    private final StringBuilder text = new StringBuilder();
    private final List<SqlPart> parts = new ArrayList<>();
    private final List<BindSlot> slots = new ArrayList<>();
    private boolean isOpaque;
    private final List<CompileWarning> warnings = new ArrayList<>();
    private final Map<BindValue, Integer> ordinals = new IdentityHashMap<>();
    private final Map<Object, String> generatedNames = new HashMap<>();
    private final Deque<Set<Object>> scopes = new ArrayDeque<>();
    private final Map<BindSlot, Integer> slotNumbers = new HashMap<>();
    private final boolean isInline;
    private final boolean isNumbered;
    private boolean qualifiesColumns = true;
    private boolean isTypeKnown;
    private @Nullable Function<String, BindSlot.@Nullable Source> rowParameters;
    private @Nullable Function<String, @Nullable String> parameterColumns;
    private @Nullable TableExpression conflictTable;
    private @Nullable List<ColumnExpression<?>> conflictColumns;
    private boolean areTypesHidden;
    private int row = -1;

    CompileContext(IdentifierQuoter quoter, List<BindValue> values, BindMarkers markers, boolean isInline) {
        this.quoter = quoter;
        this.isInline = isInline;
        this.isNumbered = markers.isNumbered();
        for (int ordinal = 0; ordinal < values.size(); ordinal++) {
            ordinals.put(values.get(ordinal), ordinal);
        }
    }

    /** Appends trusted SQL: words and symbols of the compiler, never a name or a value. */
    public CompileContext append(String sql) {
        text.append(sql);
        return this;
    }

    /** Appends a name, quoted where it must be. */
    public CompileContext identifier(String name) {
        text.append(quoter.quote(name));
        return this;
    }

    /** Appends a name that Cinnabar made, cut where it is too long. */
    public CompileContext generatedIdentifier(String name) {
        text.append(quoter.quoteGenerated(name));
        return this;
    }

    /** Appends the qualifier of a table, which can be translated when the statement is executed. */
    public CompileContext schemaName(@Nullable String name) {
        if (isInline) {
            if (name != null) {
                identifier(name).append(".");
            }
            return this;
        }
        flush();
        parts.add(new SqlPart.SchemaName(name == null ? "" : name));
        return this;
    }

    /**
     * Appends the qualifier of a name within a text literal, which can be translated when the statement is executed.
     */
    public CompileContext schemaNameInText(@Nullable String name) {
        if (isInline) {
            if (name != null) {
                append(quoter.quote(name).replace("'", "''")).append(".");
            }
            return this;
        }
        flush();
        parts.add(new SqlPart.SchemaNameInText(name == null ? "" : name));
        return this;
    }

    /** Appends the marker of a bind. */
    public CompileContext marker(BindSlot slot) {
        flush();
        Integer known = isNumbered ? slotNumbers.get(slot) : null;
        if (known == null) {
            slots.add(slot);
            known = slots.size() - 1;
            if (isNumbered && isSameEverywhere(slot)) {
                slotNumbers.put(slot, known);
            }
        }
        parts.add(new SqlPart.Marker(known));
        return this;
    }

    /** Adds a bind whose marker is in the text already. */
    void slot(BindSlot slot) {
        slots.add(slot);
    }

    private static boolean isSameEverywhere(BindSlot slot) {
        return !slot.isExpanding()
                && (slot.source() instanceof BindSlot.Held || slot.source() instanceof BindSlot.Named);
    }

    private void flush() {
        if (text.length() > 0) {
            parts.add(new SqlPart.Text(text.toString()));
            text.setLength(0);
        }
    }

    /** Where the value of a bind comes from: the statement, or the schema if the statement does not hold it. */
    BindSlot.Source source(BindValue value) {
        Integer ordinal = ordinals.get(value);
        return ordinal == null ? new BindSlot.Constant(value.value()) : new BindSlot.Held(ordinal);
    }

    /** Where the value of a named parameter comes from: the caller, or in a statement of many rows its row. */
    BindSlot.Source source(String parameter) {
        BindSlot.Source source = rowParameters == null ? null : rowParameters.apply(parameter);
        return source == null ? new BindSlot.Named(parameter) : source;
    }

    /** The column that stands for a parameter in a statement of many rows, or null. */
    @Nullable
    String columnFor(String parameter) {
        return parameterColumns == null ? null : parameterColumns.apply(parameter);
    }

    void parametersAreColumns(Function<String, @Nullable String> columns) {
        this.parameterColumns = columns;
    }

    void parametersOfRow(int number, Function<String, BindSlot.@Nullable Source> sources) {
        this.row = number;
        this.rowParameters = sources;
    }

    /** The number of the row that is compiled in a statement of many rows, or -1. */
    int row() {
        return row;
    }

    /** Whether values are written into the text, as DDL needs it. */
    public boolean isInline() {
        return isInline;
    }

    /** Whether columns are qualified by their table. */
    public boolean qualifiesColumns() {
        return qualifiesColumns;
    }

    /** Compiles a part of a statement in which columns stand without their table. */
    public void unqualified(Runnable part) {
        boolean before = qualifiesColumns;
        qualifiesColumns = false;
        part.run();
        qualifiesColumns = before;
    }

    /** Compiles a part in which columns are qualified by their table. */
    void qualified(Runnable part) {
        boolean before = qualifiesColumns;
        qualifiesColumns = true;
        part.run();
        qualifiesColumns = before;
    }

    /** Whether the database knows the type of the bind that is compiled from what stands around it. */
    public boolean isTypeKnown() {
        return isTypeKnown && !areTypesHidden;
    }

    /**
     * Compiles a part whose values stand apart from the columns that they are for, so that nothing tells their types.
     */
    public void typesHidden(Runnable part) {
        areTypesHidden = true;
        part.run();
        areTypesHidden = false;
    }

    /** Compiles a bind whose type the database knows from what stands around it. */
    public void typeKnown(Runnable bind) {
        isTypeKnown = true;
        bind.run();
        isTypeKnown = false;
    }

    /** The sources that all enclosing queries have in FROM. */
    boolean isEnclosing(FromItem item) {
        return scopes.stream().anyMatch(scope -> scope.contains(item.sourceKey()));
    }

    /** Compiles a part that can refer to sources. */
    void inScope(Set<Object> identities, Runnable part) {
        scopes.push(identities);
        part.run();
        scopes.pop();
    }

    /** Compiles what an insert does with a row that is there already; parameters of many rows do not reach it. */
    public void inConflict(TableExpression table, List<ColumnExpression<?>> columns, Runnable part) {
        var hiddenColumns = parameterColumns;
        int hiddenRow = row;
        parameterColumns = null;
        row = -1;
        conflictTable = table;
        conflictColumns = columns;
        inScope(Set.of(table.sourceKey()), part);
        parameterColumns = hiddenColumns;
        row = hiddenRow;
        conflictTable = null;
        conflictColumns = null;
    }

    /** The columns of the rows that are inserted into a table, or null where no conflict with them is compiled. */
    @Nullable
    List<ColumnExpression<?>> conflictColumns(TableExpression table) {
        return table == conflictTable ? conflictColumns : null;
    }

    /** Compiles a part that cannot refer to the sources of the enclosing queries. */
    void outOfScope(Runnable part) {
        var hidden = new ArrayDeque<>(scopes);
        scopes.clear();
        part.run();
        scopes.addAll(hidden);
    }

    /** The name of a source, made up if it has none. */
    String sourceName(FromItem item) {
        String name = item.sourceName();
        return name != null
                ? name
                : generatedNames.computeIfAbsent(item.sourceKey(), key -> "anon_" + (generatedNames.size() + 1));
    }

    /** Notes that the statement has a part whose effects nobody knows: text, or a function that is not SQL's own. */
    void opaque() {
        isOpaque = true;
    }

    boolean isOpaque() {
        return isOpaque;
    }

    /** Notes what looks like a mistake. */
    void warn(CompileWarning warning) {
        warnings.add(warning);
    }

    List<CompileWarning> warnings() {
        return warnings;
    }

    List<SqlPart> parts() {
        flush();
        return parts;
    }

    List<BindSlot> slots() {
        return slots;
    }

    /** The text of an inline compilation. Signals an error if something had to be bound. */
    String inlineText() {
        if (!slots.isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED,
                    "A schema statement cannot have parameters, nor can the condition of an index; use values, which are"
                            + " written as literals.");
        }
        return text.toString();
    }

    /** The type of an element of a list. */
    static SqlType<?> elementType(SqlType<?> listType) {
        return listType instanceof io.cinnabar.type.ArrayType<?> array ? array.element() : listType;
    }
}
