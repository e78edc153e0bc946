package io.cinnabar.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresConnectionOptionsTests {
    private static final String URL = "r2dbc:postgresql://me:5ecret@localhost/shop";

    private static ConnectionFactory factory(String url) {
        return new PostgresDialectProvider().connectionFactory(ConnectionFactoryOptions.parse(url));
    }

    @Test
    void setsWhatTheUrlDoesNot() {
        assertThat(factory(URL).toString())
                .contains(
                        "applicationName='cinnabar'",
                        "forceBinary='true'",
                        "connectTimeout=PT10S",
                        "tcpKeepAlive=true");
    }

    @Test
    void leavesWhatTheUrlSets() {
        assertThat(factory(URL + "?applicationName=mine&forceBinary=false&connectTimeout=PT3S" + "&tcpKeepAlive=false")
                        .toString())
                .contains("applicationName='mine'", "forceBinary='false'", "connectTimeout=PT3S", "tcpKeepAlive=false");
    }

    @Test
    void servesItsOwnFactoriesOnly() {
        var provider = new PostgresDialectProvider();
        assertThat(provider.serves(factory(URL))).isTrue();
        assertThat(provider.driverNames()).containsExactlyInAnyOrder("postgresql", "postgres");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?applicationname=shop",
                "?ssl=yes",
                "?tcpKeepAlive=1",
                "?preparedStatementCacheQueries=many",
                "?sslMode=sometimes",
                "?connectTimeout=soon",
                "?preparedStatementCacheQueries=5ecret"
            })
    void refusesOptionsThatTheDriverDoesNotTake(String query) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> factory(URL + query))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.OPTION_INVALID);
                    assertThat(refusal).hasMessageContaining(query.substring(1, query.indexOf('=')));
                    assertThat(everythingOf(refusal)).doesNotContain("5ecret");
                });
    }

    @Test
    void namesTheOptionThatIsMissing() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> factory("r2dbc:postgresql://localhost/shop"))
                .withMessageContaining("'user'");
    }

    private static String everythingOf(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
