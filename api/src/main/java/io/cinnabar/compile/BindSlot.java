package io.cinnabar.compile;

import io.cinnabar.type.SqlType;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A place of a compiled statement where a value is bound.
 *
 * @param type the type as which the value is bound; for an expanding slot the type of the array
 * @param source where the value comes from when the statement is executed
 * @param isExpanding whether the value is a list that takes one marker for each of its elements
 */
public record BindSlot(SqlType<?> type, Source source, boolean isExpanding) {

    /** Where a value comes from. */
    public sealed interface Source {}

    /**
     * A value that the statement holds.
     *
     * @param ordinal its place among the values of the statement, in the order of its structure
     */
    public record Held(int ordinal) implements Source {}

    /**
     * A value that is given when the statement is executed.
     *
     * @param name the name of the parameter
     */
    public record Named(String name) implements Source {}

    /**
     * A value of one of many rows.
     *
     * @param row the number of the row in the statement, or -1 for an array of the values of all rows
     * @param name the name of the parameter or column
     */
    public record OfRow(int row, String name) implements Source {}

    /**
     * A value that is computed anew for each execution, and for each row of it.
     *
     * @param row the number of the row in the statement, or -1 for an array of the values of all rows
     * @param supplier computes the value
     */
    public record Generated(int row, Supplier<? extends @Nullable Object> supplier) implements Source {}

    /**
     * A value that belongs to the schema, and so is the same in every execution.
     *
     * @param value the value
     */
    public record Constant(@Nullable Object value) implements Source {}
}
