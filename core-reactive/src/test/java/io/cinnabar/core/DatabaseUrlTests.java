package io.cinnabar.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTests {
    private static final DatabaseUrl SHOP = DatabaseUrl.of("postgresql", "localhost", 5432, "shop")
            .withUser("app")
            .withPassword("s3cret");

    @Test
    void writesItselfWithThePasswordWhenAsked() {
        assertThat(SHOP.withOption("sslMode", "require")
                        .withOption("tcpKeepAlive", true)
                        .urlWithPassword())
                .isEqualTo("r2dbc:postgresql://app:s3cret@localhost:5432/shop?sslMode=require&tcpKeepAlive=true");
        assertThat(SHOP).hasToString("r2dbc:postgresql://app:***@localhost:5432/shop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a b",
                "a+b",
                "a/b",
                "a:b@c",
                "a?b#c",
                "100%",
                "%41",
                "ünï",
                "\uD83D\uDE00",
                "[x]",
                "{x}",
                "a&b=c",
                "\"q\"",
                "a\\b",
                "a;b",
                "~._-",
                "a\tb",
                "-",
                "//",
                "..",
                "null"
            })
    void isReadBackAsItWas(String text) {
        DatabaseUrl url = DatabaseUrl.of("postgresql", "localhost", 5432, text)
                .withUser(text)
                .withPassword(text)
                .withOption("applicationName", text);
        DatabaseUrl read = DatabaseUrl.parse(url.urlWithPassword());
        assertThat(read.user()).isEqualTo(text);
        assertThat(read.database()).isEqualTo(text);
        assertThat(read.options().getValue(ConnectionFactoryOptions.PASSWORD)).hasToString(text);
        assertThat(read.optionNames()).containsExactly("applicationName");
        assertThat(read.urlWithPassword()).isEqualTo(url.urlWithPassword());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r2dbc:h2:mem:///demo",
                "r2dbc:h2:file:////var/data/demo",
                "r2dbc:h2:mem://sa:secret@/demo?DB_CLOSE_DELAY=5",
                "r2dbc:postgresql://localhost/shop",
                "r2dbc:postgresql://app@localhost",
                "r2dbc:postgresql://[::1]:5432/shop",
                "r2dbc:postgresql:failover://one:5432,two:5433/shop"
            })
    void writesWhatItRead(String url) {
        assertThat(DatabaseUrl.parse(url).urlWithPassword()).isEqualTo(url);
    }

    @Test
    void refusesToWriteWhatCouldNotBeReadBack() {
        assertUnwritable(SHOP.withOption("customizer", new Object()), "customizer");
        assertUnwritable(SHOP.withDatabase(" shop"), "database");
        assertUnwritable(SHOP.withHost("evil/other?x=", 5432), "host");
        assertUnwritable(SHOP.withoutOption("user"), "password");
    }

    private static void assertUnwritable(DatabaseUrl url, String named) {
        assertThatThrownBy(url::urlWithPassword)
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.URL_MALFORMED))
                .hasMessageContaining("cannot be written as a URL")
                .hasMessageContaining(named)
                .hasMessageContaining("withoutOption")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @Test
    void losesWhatIsTakenAway() {
        DatabaseUrl url = SHOP.withOption("sslMode", "require").withOption("schema", "sales");
        assertThat(url.withoutOption("sslMode").optionNames()).containsExactly("schema");
        assertThat(url.withoutOption("nothing").optionNames()).containsExactly("schema", "sslMode");
        assertThat(url.withoutOption("password")).hasToString("r2dbc:postgresql://app@localhost:5432/shop");
        assertThat(url.withoutOption("port").port()).isNull();
        assertThat(url.optionNames()).containsExactly("schema", "sslMode");
    }

    @Test
    void keepsItsDriver() {
        assertThatThrownBy(() -> SHOP.withoutOption("driver")).hasMessageContaining("cannot be without its driver");
    }

    @Test
    void needsADriverInOptions() {
        var options = ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.HOST, "localhost")
                .option(ConnectionFactoryOptions.PASSWORD, "s3cret")
                .build();
        assertThatThrownBy(() -> DatabaseUrl.of(options))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("do not name a driver")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void refusesThePoolOfTheDriverInOptions() {
        ConnectionFactoryOptions options = ConnectionFactoryOptions.parse("r2dbc:pool:h2:mem:///demo");
        assertThatThrownBy(() -> DatabaseUrl.of(options)).hasMessageContaining("EngineOptions.withPool");
    }
}
