package io.cinnabar.dialect.postgres;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.computed;
import static io.cinnabar.sql.Sql.literalColumn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.dialect.Capability;
import io.cinnabar.dialect.Dialect;
import io.cinnabar.dialect.ServerVersion;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.schema.CreateTable;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Table;
import io.cinnabar.type.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the dialect can do depends on the version of the server. */
class PostgresVersionTests {
    private static final PostgresDialectProvider PROVIDER = new PostgresDialectProvider();

    private static Dialect dialect(String versionText) {
        return PROVIDER.dialect(ServerVersion.parse(versionText));
    }

    private static CreateTable createComputed() {
        Table table = new MetaData()
                .table(
                        "orders",
                        column("net", Types.INTEGER),
                        column("twice", Types.INTEGER, computed(literalColumn("net * 2", Types.INTEGER))));
        return new CreateTable(table, false, List.of());
    }

    @Test
    void anOlderServerHasNoComputedColumns() {
        Dialect older = dialect("11.22 (Debian 11.22-1)");
        assertThat(older.supports(Capability.COMPUTED_COLUMNS)).isFalse();
        assertThat(older.supports(Capability.NAMED_ENUMS)).isTrue();
        CreateTable statement = createComputed();
        assertThatThrownBy(() -> older.render(statement))
                .isInstanceOf(UnsupportedCompilationException.class)
                .hasMessageContainingAll("computed columns before PostgreSQL 12", "[SQL-003]");
    }

    @Test
    void aServerFromTwelveOnHasComputedColumns() {
        assertThat(dialect("12.0").supports(Capability.COMPUTED_COLUMNS)).isTrue();
        assertThat(dialect("17.2").render(createComputed())).contains("GENERATED ALWAYS AS (net * 2) STORED");
    }

    @Test
    void aServerThatSaysNothingIsTakenForANewOne() {
        assertThat(dialect("").supports(Capability.COMPUTED_COLUMNS)).isTrue();
    }

    @Test
    void refusesAServerThatIsTooOld() {
        assertThatThrownBy(() -> dialect("9.6.24"))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                .hasMessageContainingAll("PostgreSQL 9.6.24", "the oldest one that is supported is 10");
    }
}
