package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/**
 * On which thread the driver is used. Asked on another one than that on which it reads from the server, it hands rows
 * on from both, and now and then in the wrong order.
 */
@UsesPostgres
class PostgresDriverThreadIntegrationTests extends ReliabilitySuite {
    private static final TextStatement<Row1<Long>> NUMBERS = Sql.text("SELECT generate_series(1, CAST(:n AS BIGINT))")
            .bind("n", 1_000L)
            .columns(Types.BIGINT);

    PostgresDriverThreadIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    static Stream<Named<Function<Connection, Flux<Row1<Long>>>>> ways() {
        return Stream.of(
                Named.of("execute", connection -> connection.execute(NUMBERS).all()),
                Named.of("stream", connection -> connection.stream(NUMBERS, 7)),
                Named.of("beginMany", connection -> connection.beginMany(inner -> inner.stream(NUMBERS, 7))));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void asksAndCancelsTheDriverWhereItReads(Function<Connection, Flux<Row1<Long>>> way) {
        var recorder = new SignalRecorder();
        Engine engine = bench().recorded(recorder, pool(1));
        run(engine.connectMany(way).then());
        Queue<String> elsewhere = new ConcurrentLinkedQueue<>();
        recorder.start(new SignalRecorder.Observer() {
            @Override
            public void before(Signal signal) {
                boolean isOfStatement = !signal.source().startsWith("Connection");
                String thread = Thread.currentThread().getName();
                if (isOfStatement && !thread.startsWith("reactor-tcp-")) {
                    elsewhere.add(signal + " on " + thread);
                }
            }
        });
        var count = new AtomicInteger();
        var reader = new BaseSubscriber<Row1<Long>>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {}

            @Override
            protected void hookOnNext(Row1<Long> row) {
                assertThat(row.v1()).isEqualTo(count.incrementAndGet());
            }
        };
        engine.connectMany(way).subscribe(reader);
        for (int asked = 10; asked <= 50; asked += 10) {
            int expected = asked;
            reader.request(10);
            Eventually.holds(expected + " rows have come", () -> count.get() == expected);
        }
        reader.cancel();
        awaitPool(engine, status -> status.acquired() == 0);
        assertThat(recorder.saw(Signal.Kind.REQUEST, "Result.map")).isTrue();
        assertThat(elsewhere).isEmpty();
    }
}
