package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.RetryOptions;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.DatabaseFailure;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.SerializationFailureException;
import io.cinnabar.sql.ExecutionOption;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Sql;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;
import io.cinnabar.type.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** L07: settings that make no sense are refused where they are set, by name; all others work. */
@UsesH2
class ConfigurationIntegrationTests extends ReliabilitySuite {
    private static final Duration AGES = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final List<Integer> NUMBERS =
            List.of(Integer.MIN_VALUE, -1, 0, 1, 2, 9, 10, 11, 1_000, Integer.MAX_VALUE);
    private static final List<Duration> TIMES = List.of(
            AGES.negated(),
            Duration.ofNanos(-1),
            Duration.ZERO,
            Duration.ofNanos(1),
            Duration.ofMillis(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            LONGEST,
            LONGEST.plusNanos(1),
            AGES);

    ConfigurationIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    /** What settings of a pool must be like; told apart from the options themselves, which are to be tested. */
    private static final class Model {
        private int maxSize = 10;
        private int minIdle;
        private int maxPending = 10_000;
        private Duration acquireTimeout = Duration.ofSeconds(30);
        private Duration validationTimeout = Duration.ofSeconds(5);
        private boolean isPooled = true;
        private final List<String> wrong = new ArrayList<>();

        List<String> wrong() {
            var all = new ArrayList<>(wrong);
            if (maxSize < 1) {
                all.add("maxSize");
            } else if (minIdle < 0 || minIdle > maxSize) {
                all.addAll(List.of("minIdle", "maxSize"));
            }
            if (maxPending < 0) {
                all.add("maxPending");
            }
            if (!isPositive(acquireTimeout)) {
                all.add("acquireTimeout");
            } else if (!isPositive(validationTimeout)) {
                all.add("validationTimeout");
            } else if (validationTimeout.compareTo(acquireTimeout) > 0) {
                all.addAll(List.of("validationTimeout", "acquireTimeout"));
            }
            if (all.isEmpty() && !isPooled && minIdle > 0) {
                all.addAll(List.of("minIdle", "without a pool"));
            }
            return all;
        }

        private static boolean isPositive(Duration time) {
            return !time.isNegative() && !time.isZero() && time.compareTo(LONGEST) <= 0;
        }

        private void positive(String name, Duration time) {
            if (!isPositive(time)) {
                wrong.add(name);
            }
        }
    }

    private static PoolOptions changed(PoolOptions options, Model model, Random random) {
        int number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        Duration time = TIMES.get(random.nextInt(TIMES.size()));
        switch (random.nextInt(11)) {
            case 0:
                model.maxSize = number;
                return options.withMaxSize(number);
            case 1:
                model.minIdle = number;
                return options.withMinIdle(number);
            case 2:
                model.maxPending = number;
                return options.withMaxPending(number);
            case 3:
                model.acquireTimeout = time;
                if (model.validationTimeout.compareTo(time) > 0) {
                    model.validationTimeout = time;
                }
                return options.withAcquireTimeout(time);
            case 4:
                model.validationTimeout = time;
                return options.withValidationTimeout(time);
            case 5:
                model.positive("maxIdleTime", time);
                return options.withMaxIdleTime(time);
            case 6:
                model.positive("maxLifetime", time);
                return options.withMaxLifetime(time);
            case 7:
                model.positive("cleanUpTimeout", time);
                return options.withCleanUpTimeout(time);
            case 8:
                model.positive("leakTimeout", time);
                return random.nextBoolean() ? options.withLeakTimeout(time) : options.reclaimAfter(time);
            case 9:
                if (time.isNegative() || time.compareTo(LONGEST) > 0) {
                    model.wrong.add("validateAfterIdle");
                }
                return options.withValidateAfterIdle(time);
            default:
                model.isPooled = false;
                return options.unpooled();
        }
    }

    @Test
    @DisplayName("L07 pools: refused at the first setting that makes no sense, with the names of all that it concerns")
    void pools() {
        long seed = Long.getLong("cinnabar.seed", System.nanoTime());
        var random = new Random(seed);
        for (int round = 0; round < ReliabilityBench.times(3_000, 300_000); round++) {
            PoolOptions options = PoolOptions.DEFAULT;
            var model = new Model();
            for (int step = 0; step < 8; step++) {
                PoolOptions before = options;
                var after = new PoolOptions[1];
                Throwable refusal = catchThrowable(() -> after[0] = changed(before, model, random));
                if (model.wrong().isEmpty()) {
                    assertThat(refusal).as("seed %s, round %s", seed, round).isNull();
                    options = after[0];
                    continue;
                }
                assertThat(refusal)
                        .as("seed %s, round %s", seed, round)
                        .isInstanceOfSatisfying(
                                InvalidRequestException.class,
                                failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OPTION_INVALID))
                        .hasMessageContainingAll(model.wrong().toArray(new String[0]));
                break;
            }
        }
    }

    /** Settings that are allowed, however odd. */
    static List<UnaryOperator<PoolOptions>> extremes() {
        return List.of(
                pool -> pool.withAcquireTimeout(LONGEST),
                pool -> pool.withAcquireTimeout(LONGEST).withValidationTimeout(LONGEST),
                pool -> pool.withMaxIdleTime(LONGEST).withMaxLifetime(LONGEST),
                pool -> pool.withMaxIdleTime(LONGEST),
                pool -> pool.withMaxLifetime(LONGEST),
                pool -> pool.withValidateAfterIdle(LONGEST),
                pool -> pool.withValidateAfterIdle(Duration.ZERO),
                pool -> pool.withCleanUpTimeout(LONGEST),
                pool -> pool.withCloseTimeout(LONGEST),
                pool -> pool.withLeakTimeout(LONGEST),
                pool -> pool.reclaimAfter(LONGEST),
                pool -> pool.withMaxSize(Integer.MAX_VALUE),
                pool -> pool.withMaxSize(Integer.MAX_VALUE).unpooled(),
                pool -> pool.withMaxPending(0),
                pool -> pool.withMaxPending(Integer.MAX_VALUE),
                pool -> pool.withMaxIdleTime(Duration.ofNanos(1)),
                pool -> pool.withMaxLifetime(Duration.ofNanos(1)));
    }

    @ParameterizedTest(name = "L07 a pool with an extreme setting works [{index}]")
    @MethodSource("extremes")
    void extremesWork(UnaryOperator<PoolOptions> setting) {
        Engine engine = bench().engine(EngineOptions.DEFAULT.withPool(setting.apply(PoolOptions.DEFAULT)));
        for (int use = 0; use < 2; use++) {
            StepVerifier.create(engine.connect(connection -> connection
                            .scalar(Sql.text("SELECT 42").columns(Types.INTEGER))
                            .flatMap(answer -> connection.begin(inner -> Mono.just(answer)))))
                    .expectNext(42)
                    .expectComplete()
                    .verify(DEADLINE);
            // A cancel sets the timers of the clean-up.
            StepVerifier.create(engine.connectMany(connection -> connection.stream(
                                    Sql.text("SELECT x FROM system_range(1, 100000)")
                                            .columns(Types.BIGINT),
                                    10))
                            .take(1))
                    .expectNextCount(1)
                    .expectComplete()
                    .verify(DEADLINE);
        }
        bench().close(engine);
    }

    @Test
    @DisplayName("L07 transactions and retries")
    void transactions() {
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofNanos(-1), AGES.negated(), AGES)) {
            assertRefused(() -> TransactionOptions.DEFAULT.withStatementTimeout(wrong), "statement timeout");
        }
        for (int attempts : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertRefused(() -> new RetryOptions(attempts, Duration.ZERO), "" + attempts);
        }
        assertRefused(() -> TransactionOptions.DEFAULT.withRetry(2, Duration.ofNanos(-1)), "back-off");
        assertRefused(() -> TransactionOptions.DEFAULT.withRetry(2, AGES), "back-off");
        TransactionOptions waiting = TransactionOptions.DEFAULT.deferrable();
        assertThat(waiting)
                .isEqualTo(TransactionOptions.DEFAULT
                        .withIsolationLevel(IsolationLevel.SERIALIZABLE)
                        .readOnly()
                        .deferrable());
        assertRefused(() -> waiting.withIsolationLevel(IsolationLevel.READ_COMMITTED), "deferrable", "READ_COMMITTED");
        assertRefused(
                () -> new TransactionOptions(IsolationLevel.SERIALIZABLE, false, true, null, RetryOptions.NONE),
                "deferrable",
                "readOnly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.000000001S", "PT10S", "PT10.001S", "PT30S", "PT1000H"})
    @DisplayName("L07 a retry waits however long its back-off is, and then takes place")
    void backOffs(String backOff) {
        Engine engine = bench().engine(EngineOptions.DEFAULT.withPool(
                PoolOptions.DEFAULT.withAcquireTimeout(LONGEST).withCleanUpTimeout(LONGEST)));
        TransactionOptions options = TransactionOptions.DEFAULT.withRetry(3, Duration.parse(backOff));
        var failure = new SerializationFailureException(DatabaseFailure.of("not serializable", null));
        var runs = new java.util.concurrent.atomic.AtomicInteger();
        VirtualTimeScheduler clock = VirtualTimeScheduler.getOrSet();
        try {
            var outcome = new java.util.concurrent.atomic.AtomicReference<Throwable>();
            engine.begin(
                            options,
                            connection -> Mono.<Integer>error(() -> {
                                runs.incrementAndGet();
                                return failure;
                            }))
                    .subscribe(number -> {}, outcome::set);
            Eventually.holds("the transaction has been tried three times", () -> {
                clock.advanceTimeBy(Duration.ofHours(500));
                return outcome.get() != null;
            });
            assertThat(outcome.get()).isSameAs(failure);
            assertThat(runs).hasValue(3);
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    @Test
    @DisplayName("L07 engines and statements")
    void enginesAndStatements() {
        for (int number : NUMBERS) {
            if (number < 0) {
                assertRefused(
                        () -> EngineOptions.DEFAULT.withCompiledCacheSize(number), "compiledCacheSize", "" + number);
            }
            if (number < 1) {
                assertRefused(() -> EngineOptions.DEFAULT.withMaxBufferedRows(number), "maxBufferedRows", "" + number);
                assertNoOption(ExecutionOptions.FETCH_SIZE, number, "fetchSize");
                assertNoOption(ExecutionOptions.PAGE_SIZE, number, "pageSize");
            }
        }
        for (Duration time : List.of(AGES.negated(), Duration.ZERO, AGES)) {
            assertNoOption(ExecutionOptions.TIMEOUT, time, "timeout");
        }
    }

    private static <T> void assertNoOption(ExecutionOption<T> option, T wrong, String name) {
        assertThatThrownBy(() -> ExecutionOptions.NONE.with(option, wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(name, wrong.toString());
    }

    @Test
    @DisplayName("L07 properties: each refusal names the property or the setting, whatever the value")
    void properties() {
        List<String> numbers = List.of("", " ", "ten", "-1", "0", "1e3", "99999999999999999999", "0x10", "1.5");
        List<String> times =
                List.of("", "soon", "-1s", "0s", "999999999999999d", "999999999999999h", "PT-5S", "5", "P1Y");
        Map<String, List<String>> wrong = new java.util.TreeMap<>(Map.of(
                "pool.max-size",
                numbers,
                "max-buffered-rows",
                numbers,
                "execution.fetch-size",
                numbers,
                "pool.enabled",
                List.of("", "yes", "1"),
                "pool.reset",
                List.of("", "SOMETIMES"),
                "transaction.isolation-level",
                List.of("", "HIGH")));
        for (String name : List.of("acquire-timeout", "max-lifetime", "max-idle-time", "leak-timeout")) {
            wrong.put("pool." + name, times);
        }
        BiFunction<String, String, Engine> opening =
                (name, value) -> Engine.from(Map.of("db.url", "r2dbc:h2:mem:///never", "db." + name, value), "db.");
        wrong.forEach((name, values) -> values.forEach(value -> assertThatThrownBy(() -> opening.apply(name, value))
                .as("%s = '%s'", name, value)
                .isInstanceOf(CinnabarException.class)
                .satisfies(failure -> assertThat(
                                String.valueOf(failure.getMessage()).toLowerCase(java.util.Locale.ROOT))
                        .contains(lastWord(name)))));
    }

    private static String lastWord(String property) {
        return property.substring(property.lastIndexOf('.') + 1).split("-")[0];
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable wrong, String... words) {
        assertThatThrownBy(wrong)
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OPTION_INVALID))
                .hasMessageContainingAll(words);
    }
}
