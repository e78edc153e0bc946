package io.cinnabar.examples.chinook;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.schema.Table;
import java.util.Locale;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Creates the tables that are missing and fills them from the files, unless they hold the store already. */
final class ChinookLoader {
    private final ChinookSchema schema;
    private final Consumer<String> output;

    ChinookLoader(ChinookSchema schema, Consumer<String> output) {
        this.schema = schema;
        this.output = output;
    }

    /** Emits the number of rows that were loaded: 0 where the artists are there, for then so is the rest. */
    Mono<Long> load(Engine engine) {
        return engine.connect(connection -> connection
                .createAll(schema.metadata)
                .then(connection.scalar(select(count()).from(schema.artists)))
                .flatMap(artists -> artists == 0 ? connection.begin(this::fill) : passedOver(artists)));
    }

    private Mono<Long> passedOver(long artists) {
        output.accept("Nothing to load: table 'artist' holds " + rows(artists) + " already.");
        return Mono.just(0L);
    }

    /** Loads table by table, each behind those that it refers to, in the caller's transaction: all rows or none. */
    private Mono<Long> fill(Connection connection) {
        output.accept("Loading:");
        return Flux.fromIterable(schema.metadata.sortedTables())
                .concatMap(table -> fill(connection, table))
                .reduce(0L, Long::sum)
                .doOnNext(total -> output.accept(line("in all", total)));
    }

    private Mono<Long> fill(Connection connection, Table table) {
        return Mono.fromCallable(() -> ChinookFiles.rows(table))
                .subscribeOn(Schedulers.boundedElastic()) // reading a file blocks
                .flatMap(rows -> connection.executeMany(insert(table), rows).rowsUpdated())
                .doOnNext(count -> output.accept(line(table.name(), count)));
    }

    private static String line(String what, long count) {
        return String.format(Locale.ROOT, "  %-14s %12s", what, rows(count));
    }

    private static String rows(long count) {
        return String.format(Locale.ROOT, "%,d rows", count);
    }
}
