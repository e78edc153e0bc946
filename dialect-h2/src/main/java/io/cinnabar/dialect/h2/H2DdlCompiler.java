package io.cinnabar.dialect.h2;

import io.cinnabar.compile.AnsiSqlCompiler;
import io.cinnabar.compile.DdlCompiler;
import io.cinnabar.compile.IdentifierQuoter;
import io.cinnabar.compile.LiteralWriter;
import io.cinnabar.compile.TypeCompiler;
import io.cinnabar.schema.Column;
import io.cinnabar.sql.SortKey;

/** Schema statements of H2. */
final class H2DdlCompiler extends DdlCompiler {
    H2DdlCompiler(IdentifierQuoter quoter, TypeCompiler types, LiteralWriter literals, AnsiSqlCompiler expressions) {
        super(quoter, types, literals, expressions);
    }

    @Override
    protected String computed(String expression) {
        return "GENERATED ALWAYS AS (" + expression + ")";
    }

    @Override
    protected String deferrable() {
        throw unsupported("constraints that are checked at COMMIT");
    }

    @Override
    protected String partial(String condition) {
        throw unsupported("indexes over some of the rows");
    }

    @Override
    protected String indexOperand(SortKey key, String operand) {
        if (!(key.operand() instanceof Column<?>)) {
            throw unsupported("indexes over expressions; add a computed column and index that");
        }
        return operand;
    }
}
