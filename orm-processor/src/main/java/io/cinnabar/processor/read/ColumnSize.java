package io.cinnabar.processor.read;

import static io.cinnabar.processor.read.BasicTypes.TYPES;

import com.palantir.javapoet.CodeBlock;
import io.cinnabar.processor.model.AnnotationView;
import org.jspecify.annotations.Nullable;

/**
 * How much a column holds, as {@code @Column} and {@code @Lob} say it.
 *
 * @param length the length of text or bytes, or null where none was written
 * @param precision the digits of a decimal number, or null
 * @param scale the digits behind the point, or null
 * @param seconds the digits behind the second, or null
 * @param isLarge whether it has no limit
 */
record ColumnSize(
        @Nullable Integer length,
        @Nullable Integer precision,
        @Nullable Integer scale,
        @Nullable Integer seconds,
        boolean isLarge) {
    private static final int DEFAULT_LENGTH = 255;
    private static final int DEFAULT_PRECISION = 38;

    static ColumnSize of(@Nullable AnnotationView column, boolean isLarge) {
        return new ColumnSize(
                number(column, "length"),
                number(column, "precision"),
                number(column, "scale"),
                number(column, "secondPrecision"),
                isLarge);
    }

    private static @Nullable Integer number(@Nullable AnnotationView column, String member) {
        return column != null && column.isWritten(member) && column.number(member, -1) >= 0
                ? Integer.valueOf(column.number(member, -1))
                : null;
    }

    /** A type of text. */
    CodeBlock text() {
        return isLarge
                ? CodeBlock.of("$T.TEXT", TYPES)
                : CodeBlock.of("$T.varchar($L)", TYPES, length == null ? DEFAULT_LENGTH : length);
    }

    /** A type of bytes, of any number of them unless one was written. */
    CodeBlock binary() {
        return isLarge || length == null
                ? CodeBlock.of("$T.BINARY", TYPES)
                : CodeBlock.of("$T.binary($L)", TYPES, length);
    }

    /** A type of decimal numbers. */
    CodeBlock decimal(int defaultScale) {
        int digits = precision == null || precision == 0 ? DEFAULT_PRECISION : precision;
        int behind = scale != null ? scale : precision == null || precision == 0 ? defaultScale : 0;
        return CodeBlock.of("$T.numeric($L, $L)", TYPES, digits, behind);
    }
}
