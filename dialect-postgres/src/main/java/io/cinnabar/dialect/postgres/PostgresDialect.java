package io.cinnabar.dialect.postgres;

import io.cinnabar.compile.IdentifierQuoter;
import io.cinnabar.dialect.Capability;
import io.cinnabar.dialect.Dialect;
import io.cinnabar.dialect.ServerVersion;
import java.util.EnumSet;

/** Puts the dialect together. */
final class PostgresDialect {
    /**
     * NAMEDATALEN - 1, as servers are built unless somebody changed it. A longer name is cut by the server, silently.
     */
    private static final int MAX_NAME_BYTES = 63;

    /** The protocol counts the parameters of a statement in 16 bits. */
    private static final int MAX_BINDS = 65_535;

    private PostgresDialect() {}

    /** The dialect of servers of today. */
    static Dialect create() {
        return create(ServerVersion.NEWEST);
    }

    /** The dialect of servers of a version. */
    static Dialect create(ServerVersion version) {
        EnumSet<Capability> capabilities = EnumSet.allOf(Capability.class);
        if (!version.isAtLeast(12, 0)) {
            capabilities.remove(Capability.COMPUTED_COLUMNS);
        }
        var quoter = new IdentifierQuoter('"', PostgresReservedWords.ALL, MAX_NAME_BYTES, false);
        var types = new PostgresTypeCompiler(quoter);
        var literals = new PostgresLiteralWriter(types);
        var compiler = new PostgresSqlCompiler(quoter, types, literals);
        return new Dialect(
                "postgresql",
                compiler,
                new PostgresDdlCompiler(
                        quoter, types, literals, compiler, capabilities.contains(Capability.COMPUTED_COLUMNS)),
                types,
                quoter,
                capabilities,
                MAX_BINDS);
    }
}
