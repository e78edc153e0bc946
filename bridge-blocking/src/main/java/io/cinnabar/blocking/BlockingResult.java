package io.cinnabar.blocking;

import static java.util.Objects.requireNonNull;

import io.cinnabar.core.Result;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ResultException;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a statement, which is executed when one of the methods is called that return rows, count them or pass
 * over them, and again with each such call. Immutable.
 *
 * @param <R> the class of a row
 */
public final class BlockingResult<R> {
    /** How many rows are asked for at a time. */
    private static final int PORTION = 256;

    private final Rows<?, R> rows;
    private final Caller caller;

    /** Rows as they are read, and what the thread that waits for them makes of each. */
    private record Rows<S, R>(Result<S> result, Function<? super S, ? extends R> mapper) {

        List<R> map(List<S> read) {
            return read.stream().<R>map(mapper).toList();
        }

        <T> Rows<S, T> then(Function<? super R, ? extends T> next) {
            return new Rows<S, T>(result, row -> next.apply(mapper.apply(row)));
        }
    }

    BlockingResult(Result<R> result, Caller caller) {
        this(new Rows<R, R>(result, row -> row), caller);
    }

    private BlockingResult(Rows<?, R> rows, Caller caller) {
        this.rows = rows;
        this.caller = caller;
    }

    private <T> BlockingResult<T> over(Result<T> other) {
        return new BlockingResult<>(other, caller);
    }

    private Result<R> result() {
        return result(rows);
    }

    private static <S, R> Result<R> result(Rows<S, R> rows) {
        return rows.result().map(rows.mapper());
    }

    /** Every row. */
    public List<R> all() {
        return all(rows);
    }

    private <S> List<R> all(Rows<S, R> from) {
        return from.map(caller.list(from.result().all()));
    }

    /**
     * Every row as it is asked for, in a stream that must be closed. When another operation of the same connection
     * waits, the rest is taken into memory.
     */
    public Stream<R> stream() {
        return stream(rows);
    }

    private <S> Stream<R> stream(Rows<S, R> from) {
        return caller.stream(from.result().all(), PORTION).map(from.mapper());
    }

    /** The only row; signals an error where it is not the only one. */
    public R one() {
        return one(rows);
    }

    private <S> R one(Rows<S, R> from) {
        return from.mapper().apply(caller.one(from.result().one()));
    }

    /** The only row, or nothing where there is none; signals an error where there are more. */
    public Optional<R> oneOrEmpty() {
        return oneOrEmpty(rows);
    }

    private <S> Optional<R> oneOrEmpty(Rows<S, R> from) {
        return caller.optional(from.result().oneOrEmpty()).map(from.mapper());
    }

    /** The first row, or nothing where there is none; the others are not fetched. */
    public Optional<R> first() {
        return first(rows);
    }

    private <S> Optional<R> first(Rows<S, R> from) {
        return caller.optional(from.result().first()).map(from.mapper());
    }

    /** The rows in lists of at most so many, in a stream that must be closed. */
    public Stream<List<R>> partitions(int size) {
        return partitions(rows, size);
    }

    private <S> Stream<List<R>> partitions(Rows<S, R> from, int size) {
        return caller.stream(from.result().partitions(size), 1).map(from::map);
    }

    /** Leaves out rows that are equal to an earlier one; remembers all rows for that. */
    public BlockingResult<R> unique() {
        return over(result().unique());
    }

    /**
     * Turns each row into something else, on the thread that waits for the rows: what is not loaded of an object of a
     * session can be touched there.
     */
    public <T> BlockingResult<T> map(Function<? super R, ? extends T> mapper) {
        requireNonNull(mapper, "mapper");
        return new BlockingResult<T>(rows.<T>then(row -> notNull(mapper.apply(row))), caller);
    }

    private static <T> T notNull(@Nullable T mapped) {
        if (mapped == null) {
            throw new ResultException(
                    ErrorCode.UNEXPECTED_NULL,
                    "The function given to map(…) returned null, which is no row. Return an Optional, or filter the rows"
                            + " in the statement.");
        }
        return mapped;
    }

    /** Makes an object of each row by name, as {@link Result#into} does. */
    public <T> BlockingResult<T> into(Class<T> target) {
        return over(result().into(target));
    }

    /** Makes a map of each row, from the names of the columns to their values. */
    public BlockingResult<Map<String, @Nullable Object>> mappings() {
        return over(result().mappings());
    }

    /** Leaves of each row the values of some columns, in the order in which they are named. */
    public BlockingResult<Row> columns(Expression<?>... columns) {
        return over(result().columns(columns));
    }

    /** Leaves of each row the values of some columns, in the order in which they are named. */
    public BlockingResult<Row> columns(String... names) {
        return over(result().columns(names));
    }

    /** Executes the statement and returns a result that holds its rows in memory, such as for a cache. */
    public BlockingResult<R> freeze() {
        return over(caller.one(result().freeze()));
    }

    /** The rows of this result and then those of another one, which is executed when this one has ended. */
    public BlockingResult<R> merge(BlockingResult<? extends R> other) {
        return over(result().merge(other.result()));
    }

    /** The number of rows that the statement changed, for one that returns rows the number of those. */
    public long rowsUpdated() {
        return caller.one(rows.result().rowsUpdated());
    }

    /** Executes the statement and passes over its rows. */
    public void then() {
        caller.get(rows.result().then());
    }
}
