package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.DatabaseUrl;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** The ways to say where a database is, each of which leads to it. */
public abstract class AddressSuite extends DialectSuite {

    /** A suite on a database. */
    protected AddressSuite(TestDatabaseUrl database) {
        super(database);
    }

    private void expectThere(Engine other) {
        StepVerifier.create(other.connect(connection -> countUsers(connection)))
                .expectNext(0L)
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(other.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void opensWhatTheOptionsOfR2dbcDescribe() {
        ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(database.url());
        Engine plain = Engine.of(options);
        assertThat(plain.url()).hasToString(DatabaseUrl.parse(database.url()).toString());
        expectThere(plain);
        Engine named = Engine.of(options, EngineOptions.DEFAULT.withName("named"));
        assertThat(named.name()).isEqualTo("named");
        expectThere(named);
    }

    @Test
    final void opensAnAddressThatWasWrittenAndReadAgain() {
        String url = DatabaseUrl.parse(database.url()).urlWithPassword();
        expectThere(Engine.create(url));
        assertThat(DatabaseUrl.parse(url).urlWithPassword()).isEqualTo(url);
    }

    @Test
    final void opensWhatPropertiesDescribe() {
        Engine configured = Engine.from(
                Map.of("shop.url", database.url(), "shop.name", "shop", "shop.pool.max-size", "3", "log.level", "info"),
                "shop.");
        assertThat(configured.name()).isEqualTo("shop");
        assertThat(PoolProbe.status(configured).maxSize()).isEqualTo(3);
        expectThere(configured);
        var recorder = new StatementRecorder();
        Engine heard = Engine.from(Map.of("url", database.url()), "", EngineOptions.DEFAULT.withListener(recorder));
        expectThere(heard);
        assertThat(recorder.sql()).singleElement().asString().contains("user_account");
    }

    @Test
    final void explainsAPropertyThatIsNotThere() {
        assertThatThrownBy(() -> Engine.from(Map.of("url", database.url(), "pool.max_sice", "3"), ""))
                .isInstanceOfSatisfying(
                        CinnabarException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OPTION_INVALID))
                .hasMessageContaining("no property 'pool.max_sice'; the nearest one is 'pool.max-size'")
                .hasMessageNotContaining(database.url());
    }

    @Test
    final void opensAnAddressWithoutAnOptionThatTheDriverDoesNotHave() {
        DatabaseUrl wrong = DatabaseUrl.parse(database.url()).withOption("CINNABAR_NONSENSE", "x");
        Engine corrected = Engine.create(wrong.withoutOption("CINNABAR_NONSENSE"), EngineOptions.DEFAULT);
        StepVerifier.create(corrected.connect(connection -> connection.scalar(select(literal(1)))))
                .expectNext(1)
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(corrected.close()).expectComplete().verify(DEADLINE);
    }
}
