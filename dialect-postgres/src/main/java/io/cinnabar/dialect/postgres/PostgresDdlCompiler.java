package io.cinnabar.dialect.postgres;

import io.cinnabar.compile.AnsiSqlCompiler;
import io.cinnabar.compile.DdlCompiler;
import io.cinnabar.compile.IdentifierQuoter;
import io.cinnabar.compile.LiteralWriter;
import io.cinnabar.compile.TypeCompiler;
import io.cinnabar.schema.CreateEnumType;
import io.cinnabar.schema.DropEnumType;
import java.util.stream.Collectors;

/** Compiles statements on the schema to PostgreSQL's SQL. */
final class PostgresDdlCompiler extends DdlCompiler {
    PostgresDdlCompiler(
            IdentifierQuoter quoter, TypeCompiler types, LiteralWriter literals, AnsiSqlCompiler expressions) {
        super(quoter, types, literals, expressions);
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
}
