package io.cinnabar.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.error.BadSqlException;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ConnectionFailedException;
import io.cinnabar.error.ConnectionLostException;
import io.cinnabar.error.DataException;
import io.cinnabar.error.DatabaseException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ForeignKeyViolationException;
import io.cinnabar.error.QueryCancelledException;
import io.cinnabar.error.QueryTimeoutException;
import io.r2dbc.postgresql.api.ErrorDetails;
import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The states that no test can easily make a server send; the others are tested against one. */
class PostgresErrorTranslatorTests {

    /** As the driver reports every state that it does not know. */
    private static final class ServerError extends R2dbcNonTransientResourceException implements PostgresqlException {
        private static final long serialVersionUID = 1L;

        private final transient ErrorDetails details;

        ServerError(String state, String message) {
            super(message, state, 0, (String) null);
            this.details = ErrorDetails.fromCodeAndMessage(state, message);
        }

        @Override
        public ErrorDetails getErrorDetails() {
            return details;
        }
    }

    private static CinnabarException translated(String state, String message) {
        return new PostgresErrorTranslator().translate(new ServerError(state, message), "SELECT 1");
    }

    static Stream<Arguments> states() {
        return Stream.of(
                Arguments.of("08006", ConnectionLostException.class, ErrorCode.CONNECTION_LOST),
                Arguments.of("23001", ForeignKeyViolationException.class, ErrorCode.FOREIGN_KEY_VIOLATION),
                Arguments.of("25001", DatabaseException.class, ErrorCode.DATABASE_ERROR),
                Arguments.of("25P03", ConnectionLostException.class, ErrorCode.CONNECTION_LOST),
                Arguments.of("25P04", ConnectionLostException.class, ErrorCode.CONNECTION_LOST),
                Arguments.of("28000", ConnectionFailedException.class, ErrorCode.AUTHENTICATION_FAILED),
                Arguments.of("28P01", ConnectionFailedException.class, ErrorCode.AUTHENTICATION_FAILED),
                Arguments.of("3D000", BadSqlException.class, ErrorCode.BAD_SQL),
                Arguments.of("53100", DatabaseException.class, ErrorCode.DATABASE_ERROR),
                Arguments.of("53300", ConnectionFailedException.class, ErrorCode.CONNECTION_FAILED),
                Arguments.of("54001", DatabaseException.class, ErrorCode.DATABASE_ERROR),
                Arguments.of("55000", DatabaseException.class, ErrorCode.DATABASE_ERROR),
                Arguments.of("57P01", ConnectionLostException.class, ErrorCode.CONNECTION_LOST),
                Arguments.of("57P02", ConnectionLostException.class, ErrorCode.CONNECTION_LOST),
                Arguments.of("57P03", ConnectionFailedException.class, ErrorCode.CONNECTION_FAILED),
                Arguments.of("57P05", ConnectionLostException.class, ErrorCode.CONNECTION_LOST),
                Arguments.of("P0001", DatabaseException.class, ErrorCode.DATABASE_ERROR),
                Arguments.of("XX000", DatabaseException.class, ErrorCode.DATABASE_ERROR));
    }

    @ParameterizedTest(name = "{0} is a {1}")
    @MethodSource("states")
    void knowsTheState(String state, Class<?> type, ErrorCode code) {
        CinnabarException error = translated(state, "The server's words");
        assertThat(error).isExactlyInstanceOf(type).hasMessageContaining("The server's words");
        assertThat(error.code()).isEqualTo(code);
    }

    @Test
    void tellsATimeoutFromACancellationByTheMessage() {
        assertThat(translated("57014", "canceling statement due to statement timeout"))
                .isInstanceOf(QueryTimeoutException.class);
        assertThat(translated("57014", "canceling statement due to user request"))
                .isInstanceOf(QueryCancelledException.class);
    }

    @Test
    void hidesValuesThatHoldQuotes() {
        CinnabarException error = translated("22P02", "invalid input syntax for type uuid: \"se\"cr\"et\"");
        assertThat(error)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("type uuid: \"…\"")
                .hasMessageNotContaining("cr\"et");
    }
}
