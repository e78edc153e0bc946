package io.cinnabar.dialect.h2;

import io.cinnabar.compile.IdentifierQuoter;
import io.cinnabar.dialect.Capability;
import io.cinnabar.dialect.Dialect;
import java.util.EnumSet;

/** Puts the parts of the H2 dialect together. */
final class H2Dialect {
    private static final int MAX_IDENTIFIER_LENGTH = 256;
    private static final int MAX_BINDS = 100_000;

    private H2Dialect() {}

    static Dialect create() {
        var quoter = new IdentifierQuoter('"', H2ReservedWords.ALL, MAX_IDENTIFIER_LENGTH, true);
        var types = new H2TypeCompiler(quoter);
        var literals = new H2LiteralWriter(types);
        var compiler = new H2SqlCompiler(quoter, types, literals);
        return new Dialect(
                H2SqlCompiler.NAME,
                compiler,
                new H2DdlCompiler(quoter, types, literals, compiler),
                types,
                quoter,
                EnumSet.of(
                        Capability.RETURNING,
                        Capability.UPSERT,
                        Capability.ARRAYS,
                        Capability.SEQUENCES,
                        Capability.COMPUTED_COLUMNS),
                MAX_BINDS);
    }
}
