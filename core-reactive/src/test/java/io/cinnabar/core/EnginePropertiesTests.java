package io.cinnabar.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.SessionReset;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.sql.ExecutionOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnginePropertiesTests {
    private static final String URL = "r2dbc:postgresql://app:canary-1@localhost/shop";

    private static EngineProperties read(String... keysAndValues) {
        var properties = new HashMap<>(Map.of("shop.url", URL, "other", "passed over"));
        for (int index = 0; index < keysAndValues.length; index += 2) {
            properties.put("shop." + keysAndValues[index], keysAndValues[index + 1]);
        }
        return new EngineProperties(properties, "shop.");
    }

    private static EngineOptions options(String... keysAndValues) {
        return read(keysAndValues).options(EngineOptions.DEFAULT);
    }

    @Test
    void readsTheAddress() {
        assertThat(read().url()).hasToString("r2dbc:postgresql://app:***@localhost/shop");
        DatabaseUrl url = read("user", "other", "password", "canary-2", "driver.sslMode", "require")
                .url();
        assertThat(url.urlWithPassword()).isEqualTo("r2dbc:postgresql://other:canary-2@localhost/shop?sslMode=require");
    }

    @Test
    void readsEveryOption() {
        EngineOptions options = options(
                "name", "shop",
                "pool.max-size", "20",
                "pool.min-idle", "2",
                "pool.acquire-timeout", "5s",
                "pool.max-idle-time", "PT1M",
                "pool.max-lifetime", "2 h",
                "pool.max-pending", "30",
                "pool.validate-after-idle", "11s",
                "pool.validation-timeout", "2s",
                "pool.clean-up-timeout", "13s",
                "pool.close-timeout", "14s",
                "pool.leak-timeout", "15s",
                "pool.reset", "never",
                "transaction.isolation-level", "repeatable read",
                "transaction.read-only", "true",
                "transaction.statement-timeout", "1500ms",
                "execution.fetch-size", "1_000",
                "execution.page-size", "50",
                "execution.server-cursor", "true",
                "execution.timeout", "1d",
                "execution.label", "batch",
                "compiled-cache-size", "7",
                "max-buffered-rows", "8",
                "listener-timeout", "16s",
                "show-bind-values", "TRUE",
                "ignore-cartesian-products", "true",
                "raise-warnings", "true");
        assertThat(options.name()).isEqualTo("shop");
        assertThat(options.pool())
                .usingRecursiveComparison()
                .isEqualTo(PoolOptions.DEFAULT
                        .withMaxSize(20)
                        .withMinIdle(2)
                        .withAcquireTimeout(Duration.ofSeconds(5))
                        .withMaxIdleTime(Duration.ofMinutes(1))
                        .withMaxLifetime(Duration.ofHours(2))
                        .withMaxPending(30)
                        .withValidateAfterIdle(Duration.ofSeconds(11))
                        .withValidationTimeout(Duration.ofSeconds(2))
                        .withCleanUpTimeout(Duration.ofSeconds(13))
                        .withCloseTimeout(Duration.ofSeconds(14))
                        .withLeakTimeout(Duration.ofSeconds(15))
                        .withReset(SessionReset.NEVER));
        assertThat(options.transaction().isolationLevel()).isEqualTo(IsolationLevel.REPEATABLE_READ);
        assertThat(options.transaction().isReadOnly()).isTrue();
        assertThat(options.transaction().statementTimeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(options.execution().get(ExecutionOptions.FETCH_SIZE)).isEqualTo(1000);
        assertThat(options.execution().get(ExecutionOptions.PAGE_SIZE)).isEqualTo(50);
        assertThat(options.execution().get(ExecutionOptions.TIMEOUT)).isEqualTo(Duration.ofDays(1));
        assertThat(options.execution().get(ExecutionOptions.LABEL)).isEqualTo("batch");
        assertThat(options.compiledCacheSize()).isEqualTo(7);
        assertThat(options.maxBufferedRows()).isEqualTo(8);
        assertThat(options.listenerTimeout()).isEqualTo(Duration.ofSeconds(16));
        assertThat(options.execution().get(ExecutionOptions.SERVER_CURSOR)).isTrue();
        assertThat(options.showsBindValues()).isTrue();
        assertThat(options.findsCartesianProducts()).isFalse();
        assertThat(options.raisesWarnings()).isTrue();
    }

    @Test
    void switchesThePoolOff() {
        assertThat(options("pool.enabled", "false").pool().isPooled()).isFalse();
    }

    @Test
    void leavesTheRestAsItWas() {
        EngineOptions defaults =
                EngineOptions.DEFAULT.withName("mine").withMaxBufferedRows(3).showBindValues();
        assertThat(read("show-bind-values", "false").options(defaults)).isEqualTo(defaults);
        assertThat(read("max-buffered-rows", "4").options(defaults)).isEqualTo(defaults.withMaxBufferedRows(4));
    }

    @ParameterizedTest
    @CsvSource({"pool.maxSize", "pool.max_size", "POOL.MAX-SIZE", "pool.max-size"})
    void knowsAWordInEverySpelling(String key) {
        assertThat(options(key, "4").pool().maxSize()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "pool.max-szie, pool.max-size",
        "uri, url",
        "pass-word, password",
        "pool.aquireTimeout, pool.acquire-timeout",
        "isolation-level, transaction.isolation-level",
        "sslMode, name"
    })
    void namesTheNearestOfAnUnknownOne(String key, String nearest) {
        assertRefused(() -> read(key, "canary-2"), "There is no property 'shop." + key + "'", "");
        if (!key.equals("sslMode")) {
            assertRefused(() -> read(key, "canary-2"), "the nearest one is 'shop." + nearest + "'", "canary-2");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pool.max-size, many, a whole number",
        "pool.max-size, 0, at least 1",
        "pool.acquire-timeout, 30, with its unit",
        "pool.acquire-timeout, soon, with its unit",
        "pool.enabled, yes, true or false",
        "transaction.isolation-level, strict, SERIALIZABLE",
        "execution.page-size, 0, at least 1"
    })
    void explainsAValueThatCannotBeRead(String key, String value, String words) {
        assertRefused(() -> options(key, value), words, "canary");
    }

    @Test
    void refusesTheSameWordTwice() {
        assertRefused(() -> read("pool.max-size", "1", "pool.maxSize", "2"), "is set twice", "canary");
    }

    @Test
    void needsAnAddress() {
        assertRefused(
                () -> new EngineProperties(Map.of(), "shop.").url(), "The property 'shop.url' is missing", "null");
    }

    @Test
    void neverRepeatsAUrlThatItCannotRead() {
        assertThatThrownBy(() -> read("url", "jdbc:postgresql://app:canary-1@localhost/shop")
                        .url())
                .hasMessageNotContaining("canary");
    }

    private static void assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable work, String words, String secret) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        CinnabarException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OPTION_INVALID))
                .hasMessageContaining(words)
                .satisfies(failure -> assertThat(
                                secret.isEmpty() || !failure.getMessage().contains(secret))
                        .isTrue());
    }
}
