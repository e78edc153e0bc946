package io.cinnabar.dialect;

import io.cinnabar.compile.AnsiSqlCompiler;
import io.cinnabar.compile.BindMarkers;
import io.cinnabar.compile.DdlCompiler;
import io.cinnabar.compile.IdentifierQuoter;
import io.cinnabar.compile.LiteralWriter;
import io.cinnabar.compile.ReservedWords;
import io.cinnabar.compile.TypeCompiler;
import io.cinnabar.sql.Statement;
import io.cinnabar.sql.StatementRenderer;
import java.util.EnumSet;

/** The default dialect: the standard's SQL, in which {@code toString()} shows statements. */
public final class AnsiDialect implements StatementRenderer {
    /** The dialect. */
    public static final Dialect INSTANCE = create();

    /** A renderer of the default dialect, as {@link java.util.ServiceLoader} makes it. */
    public AnsiDialect() {}

    private static Dialect create() {
        var quoter = new IdentifierQuoter('"', ReservedWords.COMMON, 128, false);
        var types = new TypeCompiler(quoter);
        var literals = new LiteralWriter(types);
        var compiler = new AnsiSqlCompiler(quoter, types, literals, BindMarkers.QUESTION_MARKS);
        return new Dialect(
                "ansi",
                compiler,
                new DdlCompiler(quoter, types, literals, compiler),
                types,
                quoter,
                EnumSet.complementOf(EnumSet.of(Capability.NAMED_ENUMS)),
                Integer.MAX_VALUE);
    }

    @Override
    public String render(Statement statement) {
        return INSTANCE.render(statement);
    }
}
