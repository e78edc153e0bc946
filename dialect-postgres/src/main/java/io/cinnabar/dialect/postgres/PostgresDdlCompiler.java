package io.cinnabar.dialect.postgres;

import io.cinnabar.compile.AnsiSqlCompiler;
import io.cinnabar.compile.DdlCompiler;
import io.cinnabar.compile.IdentifierQuoter;
import io.cinnabar.compile.LiteralWriter;
import io.cinnabar.compile.TypeCompiler;
import io.cinnabar.schema.CreateEnumType;
import io.cinnabar.schema.CreateSequence;
import io.cinnabar.schema.DropEnumType;
import io.cinnabar.schema.Identity;
import io.cinnabar.schema.Sequence;
import java.util.stream.Collectors;

/** Compiles statements on the schema to PostgreSQL's SQL. */
final class PostgresDdlCompiler extends DdlCompiler {
    private final boolean computesColumns;

    PostgresDdlCompiler(
            IdentifierQuoter quoter,
            TypeCompiler types,
            LiteralWriter literals,
            AnsiSqlCompiler expressions,
            boolean computesColumns) {
        super(quoter, types, literals, expressions);
        this.computesColumns = computesColumns;
    }

    @Override
    protected String computed(String expression) {
        if (!computesColumns) {
            throw unsupported("computed columns before PostgreSQL 12; write the value yourself, or use a trigger");
        }
        return super.computed(expression);
    }

    @Override
    public String visitCreateEnumType(CreateEnumType statement) {
        String labels = statement.type().labels().stream().map(this::text).collect(Collectors.joining(", "));
        return "CREATE TYPE "
                + qualified(
                        statement.schemaName(), quoter().quote(statement.type().name())) + " AS ENUM (" + labels
                + ")";
    }

    @Override
    public String visitDropEnumType(DropEnumType statement) {
        return "DROP TYPE " + (statement.ifExists() ? "IF EXISTS " : "")
                + qualified(
                        statement.schemaName(), quoter().quote(statement.type().name()));
    }

    @Override
    public String visitCreateSequence(CreateSequence statement) {
        Sequence sequence = statement.sequence();
        return super.visitCreateSequence(statement) + bound(sequence.start(), sequence.increment());
    }

    @Override
    protected String identity(Identity identity) {
        String sql = super.identity(identity);
        String bound = bound(identity.start(), identity.increment());
        return bound.isEmpty() ? sql : sql.substring(0, sql.length() - 1) + bound + ")";
    }

    /** Without a bound, a sequence that rises begins at 1 or above, and one that falls at -1 or below. */
    private static String bound(long start, long increment) {
        if (increment > 0) {
            return start < 1 ? " MINVALUE " + start : "";
        }
        return start > -1 ? " MAXVALUE " + start : "";
    }
}
