package io.cinnabar.core;

import static java.util.Objects.requireNonNull;

import io.cinnabar.core.internal.ClassMapping;
import io.cinnabar.core.internal.JvmErrors;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.MultipleResultsException;
import io.cinnabar.error.NoResultException;
import io.cinnabar.error.ResultException;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.RowHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The rows of a statement, which is executed when one of the publishers is subscribed to, and again with each
 * subscription. Immutable and thread-safe.
 *
 * @param <R> the class of a row
 */
public final class Result<R> {
    private final Flux<R> rows;
    private final Mono<Long> rowsUpdated;

    Result(Flux<R> rows, Mono<Long> rowsUpdated) {
        this.rows = rows;
        this.rowsUpdated = rowsUpdated;
    }

    /** The result of a toolkit that makes its rows out of those of a connection, such as the objects of a session. */
    public static <R> Result<R> of(Flux<R> rows) {
        return of(rows, rows.count());
    }

    /** The result of a toolkit that executes a statement in its own way, for its rows or for their number. */
    public static <R> Result<R> of(Flux<R> rows, Mono<Long> rowsUpdated) {
        return new Result<>(rows, rowsUpdated);
    }

    /**
     * Emits every row as it is asked for. When another operation of the same connection waits, the rest is taken into
     * memory, up to {@link EngineOptions#maxBufferedRows()}, so that a nested query can never dead-lock.
     */
    public Flux<R> all() {
        return rows;
    }

    /**
     * Emits the only row; signals {@link NoResultException} or {@link MultipleResultsException} where it is not the
     * only one.
     */
    public Mono<R> one() {
        return only().switchIfEmpty(
                        Mono.error(
                                () -> new NoResultException(
                                        "Exactly one row was expected, but the statement returned none. Use oneOrEmpty() if that can be.")))
                .as(JvmErrors::delivered);
    }

    /**
     * Emits the only row, or nothing where there is none; signals {@link MultipleResultsException} where there are
     * more.
     */
    public Mono<R> oneOrEmpty() {
        return only().as(JvmErrors::delivered);
    }

    private Mono<R> only() {
        return rows.<List<R>>collect(ArrayList::new, Result::addOnly)
                .flatMap(found -> Mono.justOrEmpty(found.isEmpty() ? null : found.get(0)));
    }

    /** All rows are asked for, as the only one is cheaper without a portal; the second one ends the statement. */
    private static <R> void addOnly(List<R> found, R row) {
        if (!found.isEmpty()) {
            throw new MultipleResultsException(
                    "At most one row was expected, but the statement returned more. Use first() or all(), or narrow the"
                            + " condition.");
        }
        found.add(row);
    }

    /** Emits the first row, or nothing where there is none; the others are not fetched. */
    public Mono<R> first() {
        return rows.next().as(JvmErrors::delivered);
    }

    /** Emits the rows in lists of at most so many. */
    public Flux<List<R>> partitions(int size) {
        return rows.buffer(size);
    }

    /** Leaves out rows that are equal to an earlier one; remembers all rows for that. */
    public Result<R> unique() {
        return new Result<>(rows.distinct(), rowsUpdated);
    }

    /** Turns each row into something else: {@code result.map(row -> row.to(UserView::new))}. */
    public <T> Result<T> map(Function<? super R, ? extends T> mapper) {
        requireNonNull(mapper, "mapper");
        return new Result<>(rows.map(row -> notNull(mapper.apply(row))), rowsUpdated);
    }

    private static <T> T notNull(@Nullable T mapped) {
        if (mapped == null) {
            throw new ResultException(
                    ErrorCode.UNEXPECTED_NULL,
                    "The function given to map(…) returned null, which no reactive stream can emit. Return an Optional, or"
                            + " filter the rows in the statement.");
        }
        return mapped;
    }

    /**
     * Makes an object of each row by name: a record, or a class with one public constructor, whose parameters are named
     * like the columns ({@code fullName} takes {@code full_name} too).
     */
    public <T> Result<T> into(Class<T> target) {
        ClassMapping<T> mapping = ClassMapping.of(target);
        return map(row -> mapping.map(row(row)));
    }

    /** Makes a map of each row, from the names of the columns to their values. */
    public Result<Map<String, @Nullable Object>> mappings() {
        return map(row -> row(row).toMap());
    }

    private static Row row(Object row) {
        if (row instanceof Row columns) {
            return columns;
        }
        throw new InvalidRequestException(
                ErrorCode.STATEMENT_MISUSED,
                "The rows were mapped to " + row.getClass().getSimpleName() + " before. Ask for this before map(…).");
    }

    /**
     * Leaves of each row the values of some columns, in the order in which they are named; the expressions must be
     * those of the statement.
     */
    public Result<Row> columns(Expression<?>... columns) {
        List<Expression<?>> wanted = List.of(columns);
        var header = new RowHeader(
                wanted.stream()
                        .<String>map(column -> String.valueOf(column.node().name()))
                        .toList(),
                wanted);
        return map(row -> {
            Row whole = row(row);
            return Row.of(wanted.stream().map(whole::get).toArray(), header);
        });
    }

    /** Leaves of each row the values of some columns, in the order in which they are named. */
    public Result<Row> columns(String... names) {
        var header = new RowHeader(List.of(names), List.of());
        return map(row -> {
            Row whole = row(row);
            return Row.of(header.names().stream().map(whole::get).toArray(), header);
        });
    }

    /**
     * Executes the statement and emits a result that holds its rows in memory and gives them again to each subscriber,
     * such as for a cache.
     */
    public Mono<Result<R>> freeze() {
        return rows.collectList()
                .map(held -> new Result<>(Flux.fromIterable(held), Mono.just((long) held.size())))
                .as(JvmErrors::delivered);
    }

    /** The rows of this result and then those of another one, which is executed when this one has ended. */
    public Result<R> merge(Result<? extends R> other) {
        return new Result<>(
                Flux.concat(rows, other.rows),
                rowsUpdated.flatMap(first -> other.rowsUpdated.map(second -> first + second)));
    }

    /** Emits the number of rows that the statement changed, for one that returns rows the number of those. */
    public Mono<Long> rowsUpdated() {
        return rowsUpdated;
    }

    /** Executes the statement, passes over its rows and completes. */
    public Mono<Void> then() {
        return rows.then();
    }
}
