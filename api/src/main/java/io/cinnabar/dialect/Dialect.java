package io.cinnabar.dialect;

import io.cinnabar.compile.BindSlot;
import io.cinnabar.compile.Compiled;
import io.cinnabar.compile.DdlCompiler;
import io.cinnabar.compile.IdentifierQuoter;
import io.cinnabar.compile.SqlCompiler;
import io.cinnabar.compile.StatementKey;
import io.cinnabar.compile.TypeCompiler;
import io.cinnabar.schema.SchemaStatement;
import io.cinnabar.sql.BindValue;
import io.cinnabar.sql.Statement;
import io.cinnabar.sql.StatementRenderer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The SQL of one family of databases: its compilers and what it can do. Pure and thread-safe; what runs statements is
 * in the core.
 *
 * @param name the name, for messages
 * @param compiler compiles queries and data changes
 * @param ddlCompiler compiles statements on the schema
 * @param typeCompiler writes the names of types
 * @param quoter writes identifiers
 * @param capabilities what the database can do
 * @param maxBinds the greatest number of binds of a statement
 */
public record Dialect(
        String name,
        SqlCompiler compiler,
        DdlCompiler ddlCompiler,
        TypeCompiler typeCompiler,
        IdentifierQuoter quoter,
        Set<Capability> capabilities,
        int maxBinds)
        implements StatementRenderer {

    /** Copies the capabilities. */
    public Dialect {
        capabilities = Set.copyOf(capabilities);
    }

    /** Whether the database can do something. */
    public boolean supports(Capability capability) {
        return capabilities.contains(capability);
    }

    @Override
    public String render(Statement statement) {
        if (statement instanceof SchemaStatement schemaStatement) {
            return ddlCompiler.compile(schemaStatement);
        }
        Compiled compiled = compiler.compile(statement);
        return compiled.hasExpandingSlots() ? compiled.sql(sizes(compiled, statement), Map.of()) : compiled.sql();
    }

    /** The sizes of the lists that the statement holds; a list that is still to be given counts as one value. */
    private static int[] sizes(Compiled compiled, Statement statement) {
        List<BindValue> values = StatementKey.values(statement);
        return compiled.slots().stream().mapToInt(slot -> size(slot, values)).toArray();
    }

    private static int size(BindSlot slot, List<BindValue> values) {
        return slot.source() instanceof BindSlot.Held held
                        && values.get(held.ordinal()).value() instanceof Collection<?> list
                ? Compiled.paddedSize(list.size())
                : 1;
    }
}
