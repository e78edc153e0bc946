package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.type.Types;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.SkipException;
import org.testng.annotations.Test;
import reactor.core.publisher.Flux;

/**
 * F10: the verification of Reactive Streams, on what users subscribe to. Its rules are methods for TestNG; here each of
 * them is a test of JUnit's.
 */
abstract class PublisherVerificationSuite extends ReliabilitySuite {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int SILENCE_MILLIS = ReliabilityBench.times(20, 300);
    /** After a cancel, until nothing may hold the reader any more. */
    private static final int COLLECTED_MILLIS = ReliabilityBench.times(300, 5_000);

    /** The greatest number of rows: one more stands for a publisher that never completes. */
    static final long ANY = Long.MAX_VALUE - 1;

    private static final String NOT_VERIFIABLE = "the verification has no test for the rule, and says so";

    /**
     * Rules on requests for nothing, which are not run: Reactor itself answers them for readers that are not its own,
     * such as those of the verification, and drops that answer when a row comes at the same moment. DemandSuite shows
     * what our own publishers answer.
     */
    private static final Pattern ANSWERED_BY_REACTOR = Pattern.compile("[a-z]+_spec309_.*");

    /** Rules that are not verified, by how their name begins, with the reason. */
    private static final Map<String, String> SKIPPED = Map.of("untested_", NOT_VERIFIABLE);

    /** Further rules that a publisher of at most one element cannot be verified for. */
    private static final Map<String, String> SKIPPED_OF_MONO = Stream.of(
                    "required_createPublisher3",
                    "required_spec101_",
                    "required_spec102_",
                    "stochastic_spec103_",
                    "required_spec105_",
                    "optional_spec111_multicast_",
                    "required_spec302_",
                    "required_spec303_",
                    "required_spec306_",
                    "required_spec312_",
                    "required_spec313_",
                    "required_spec317_")
            .collect(Collectors.toMap(rule -> rule, rule -> "it needs more than one element"));

    private final Environment environment = new Environment();

    PublisherVerificationSuite(TestDatabaseUrl database) {
        super(database);
    }

    /** The numbers from 1 on. */
    abstract TextStatement<Row1<Long>> numbers(long count);

    /** How many rows a statement may have whose rows are not streamed. */
    abstract long maxRows();

    private static TextStatement<Row1<Long>> wrong() {
        return Sql.text("SELEKT 1").columns(Types.BIGINT);
    }

    /** Rows of a connection, in the way in which a user comes to them. */
    private enum Subject {
        EXECUTE(
                false,
                (engine, rows) -> engine.connectMany(
                        connection -> connection.execute(rows).all())),
        STREAM(true, (engine, rows) -> engine.connectMany(connection -> connection.stream(rows, 7))),
        BEGIN_MANY(
                false,
                (engine, rows) ->
                        engine.beginMany(connection -> connection.execute(rows).all())),
        CONNECTION_BEGIN_MANY(
                false,
                (engine, rows) -> engine.connectMany(connection ->
                        connection.beginMany(inner -> inner.execute(rows).all()))),
        SAVEPOINT_MANY(
                true,
                (engine, rows) ->
                        engine.beginMany(connection -> connection.savepointMany(inner -> inner.stream(rows, 3))));

        private final boolean isStreamed;
        private final BiFunction<Engine, TextStatement<Row1<Long>>, Flux<Row1<Long>>> rows;

        Subject(boolean isStreamed, BiFunction<Engine, TextStatement<Row1<Long>>, Flux<Row1<Long>>> rows) {
            this.isStreamed = isStreamed;
            this.rows = rows;
        }
    }

    /** Keeps the errors that came where a rule waited for rows: the verification says only that it waited in vain. */
    private static final class Environment extends TestEnvironment {
        private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();

        Environment() {
            super(PATIENCE_MILLIS, SILENCE_MILLIS, SILENCE_MILLIS);
        }

        @Override
        public void flop(Throwable error, String message) {
            errors.add(error);
            super.flop(error, message);
        }
    }

    private final class Rows extends PublisherVerification<Row1<Long>> {
        private final Engine engine;
        private final Subject subject;

        Rows(Engine engine, Subject subject) {
            super(environment, COLLECTED_MILLIS);
            this.engine = engine;
            this.subject = subject;
        }

        @Override
        public long maxElementsFromPublisher() {
            return subject.isStreamed ? ANY : maxRows();
        }

        @Override
        public Publisher<Row1<Long>> createPublisher(long elements) {
            return subject.rows.apply(engine, numbers(elements));
        }

        @Override
        public Publisher<Row1<Long>> createFailedPublisher() {
            return subject.rows.apply(engine, wrong());
        }
    }

    /** The rows themselves, without what takes and gives back the connection. */
    private final class RowsOfOneConnection extends PublisherVerification<Row1<Long>> {
        private final Connection connection;

        RowsOfOneConnection(Connection connection) {
            super(environment, COLLECTED_MILLIS);
            this.connection = connection;
        }

        @Override
        public long maxElementsFromPublisher() {
            return maxRows();
        }

        @Override
        public Publisher<Row1<Long>> createPublisher(long elements) {
            return connection.execute(numbers(elements)).all();
        }

        @Override
        public Publisher<Row1<Long>> createFailedPublisher() {
            return connection.execute(wrong()).all();
        }
    }

    private static final class OneValue extends PublisherVerification<Long> {
        private final Engine engine;
        private final PublisherVerificationSuite suite;

        OneValue(Engine engine, PublisherVerificationSuite suite) {
            super(suite.environment, COLLECTED_MILLIS);
            this.engine = engine;
            this.suite = suite;
        }

        @Override
        public long maxElementsFromPublisher() {
            return 1;
        }

        @Override
        public Publisher<Long> createPublisher(long elements) {
            return engine.connect(connection -> connection.begin(inner -> inner.scalar(suite.numbers(elements))));
        }

        @Override
        public Publisher<Long> createFailedPublisher() {
            return engine.begin(connection -> connection.scalar(wrong()));
        }
    }

    private Map<String, String> skipped(boolean isStreamed) {
        return isStreamed || maxRows() == ANY
                ? Map.of()
                : Map.of(
                        "required_spec317_mustNotSignalOnErrorWhenPendingAboveLongMaxValue",
                        "it wants 2,147,483,647 rows, and the database computes all of them before it gives the first");
    }

    @TestFactory
    @DisplayName("F10 the rules of Reactive Streams")
    final Stream<DynamicNode> rules() {
        Engine engine = bench().engine(pool(8));
        Engine own = bench().engine(pool(1));
        Connection connection = run(own.acquire());
        Stream<DynamicNode> subjects = Arrays.stream(Subject.values())
                .map(subject -> container(subject.name(), new Rows(engine, subject), skipped(subject.isStreamed)));
        Stream<DynamicNode> others = Stream.of(
                container("rows of one connection", new RowsOfOneConnection(connection), skipped(false)),
                container("begin", new OneValue(engine, this), SKIPPED_OF_MONO));
        Stream<DynamicNode> end = Stream.of(DynamicTest.dynamicTest("the connection goes back", () -> {
            assertThat(run(connection.scalar(numbers(1)))).isEqualTo(1);
            run(connection.close());
        }));
        return Stream.of(subjects, others, end).flatMap(nodes -> nodes);
    }

    private DynamicNode container(String name, PublisherVerification<?> verification, Map<String, String> skipped) {
        return DynamicContainer.dynamicContainer(
                name,
                Arrays.stream(PublisherVerification.class.getMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .filter(method ->
                                !ANSWERED_BY_REACTOR.matcher(method.getName()).matches())
                        .sorted(Comparator.comparing(Method::getName))
                        .map(rule ->
                                DynamicTest.dynamicTest(rule.getName(), () -> verify(verification, rule, skipped))));
    }

    /**
     * A rule that is skipped without a reason fails, an optional one among them, and so does one that has a reason and
     * is not skipped.
     */
    private void verify(PublisherVerification<?> verification, Method rule, Map<String, String> skipped)
            throws Throwable {
        String reason = Stream.of(SKIPPED, skipped)
                .flatMap(reasons -> reasons.entrySet().stream())
                .filter(each -> rule.getName().startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        verification.setUp();
        environment.errors.clear();
        try {
            rule.invoke(verification);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof SkipException skip) {
                assertThat(reason)
                        .as("why the rule is skipped, which says: %s", skip.getMessage())
                        .isNotEmpty();
                return;
            }
            environment.errors.forEach(failure.getCause()::addSuppressed);
            throw failure.getCause();
        }
        assertThat(reason).as("why the rule is skipped, which it is not").isEmpty();
    }
}
