package io.cinnabar.tests.postgres;

import static io.cinnabar.tests.postgres.ComparableValues.listOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Why no value of ours goes through the driver's own encoders: what r2dbc-postgresql 1.1.1 does with them. A test that
 * fails here after an upgrade is good news, and a reason to look at the codec again.
 */
@UsesPostgres
class PostgresDriverDefectsIntegrationTests {

    private static CodecConnection database;

    @BeforeAll
    static void open(TestDatabaseUrl url) {
        database = CodecConnection.open(url);
        database.run("CREATE TYPE codec_mood AS ENUM ('happy')");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void storesTheHexadecimalTextOfArraysOfBytes() {
        byte[][] bytes = {{1, 2}, null};
        assertThat(database.all(database.statement("SELECT encode(b, 'escape') FROM unnest($1) AS b", (Object) bytes)))
                .isEqualTo(listOf("x0102", null));
    }

    @Test
    void storesAQuestionMarkForHalfASurrogatePair() {
        assertThat(database.bound("$1", "a\uD83D")).isEqualTo("a?");
    }

    @Test
    void roundsTheEndOfTheDayToOneThatCannotBeRead() {
        assertThat(database.bound("$1::text", LocalTime.MAX)).isEqualTo("24:00:00");
    }

    @Test
    void hasNoEncoderForTheseClasses() {
        for (Object value : List.of(new Json[0], new Duration[0], Duration.ZERO, new int[0], List.of())) {
            assertThatIllegalArgumentException().isThrownBy(() -> database.bound("$1", value));
        }
    }

    @Test
    void sendsTextAsATypeThatOtherColumnsRefuse() {
        assertThat(database.bound("pg_typeof($1)::text", "happy")).isEqualTo("character varying");
        assertThatThrownBy(() -> database.bound("$1 = 'happy'::codec_mood", "happy"))
                .isInstanceOf(R2dbcException.class);
    }
}
