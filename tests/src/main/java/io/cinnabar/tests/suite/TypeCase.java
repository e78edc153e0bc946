package io.cinnabar.tests.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.schema.MetaData;
import io.cinnabar.type.Json;
import io.cinnabar.type.NumericType;
import io.cinnabar.type.SqlType;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A type with values at its edges, and a table for them. */
final class TypeCase<T> {
    private final String name;
    private final SqlType<T> type;
    private final List<TypeSample<T>> samples;
    private final TypeTable<T> table;

    TypeCase(String name, SqlType<T> type, List<TypeSample<T>> samples, boolean hasArrays, MetaData metadata) {
        this.name = name;
        this.type = type;
        this.samples = samples;
        this.table = new TypeTable<>("type_" + name, type, hasArrays, metadata);
    }

    SqlType<T> type() {
        return type;
    }

    TypeTable<T> table() {
        return table;
    }

    List<TypeSample<T>> samples() {
        return samples;
    }

    List<T> written() {
        return samples.stream().<T>map(TypeSample::written).toList();
    }

    /** Compares the values of all samples with those that were read, each in its place. */
    void expectBound(List<? extends @Nullable T> read) {
        expect(read, TypeSample::bound, false);
    }

    /** Compares the values of all samples with those that were read from a column, each in its place. */
    void expectStored(List<? extends @Nullable T> read) {
        expect(read, TypeSample::stored, true);
    }

    private void expect(List<? extends @Nullable T> read, Function<TypeSample<T>, T> expected, boolean isStored) {
        assertThat(read).hasSameSizeAs(samples);
        for (int index = 0; index < samples.size(); index++) {
            expectSame(read.get(index), expected.apply(samples.get(index)), isStored);
        }
    }

    /** Compares a value that was read with what it must be. */
    void expectSame(@Nullable T read, @Nullable T expected, boolean isStored) {
        if (expected instanceof byte[] bytes) {
            assertThat(read)
                    .isInstanceOfSatisfying(
                            byte[].class, found -> assertThat(found).containsExactly(bytes));
        } else if (expected instanceof BigDecimal decimal) {
            assertThat(read).isInstanceOfSatisfying(BigDecimal.class, found -> expectNumber(found, decimal, isStored));
        } else if (expected instanceof Json json) {
            assertThat(read)
                    .isInstanceOfSatisfying(
                            Json.class, found -> assertThat(compact(found)).isEqualTo(compact(json)));
        } else {
            assertThat(read).isEqualTo(expected);
        }
    }

    private void expectNumber(BigDecimal read, BigDecimal expected, boolean isStored) {
        assertThat(read).isEqualByComparingTo(expected);
        if (isStored && type instanceof NumericType<?> numeric && numeric.scale() != null) {
            assertThat(read.scale()).isEqualTo(numeric.scale());
        }
    }

    /** A document without the blanks between its parts. */
    private static String compact(Json json) {
        return json.text().replaceAll("\\s+(?=([^\"\\\\]|\\\\.|\"([^\"\\\\]|\\\\.)*\")*$)", "");
    }

    /** The name, which is that of the test. */
    @Override
    public String toString() {
        return name;
    }
}
