package io.cinnabar.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * The SQL type of a column in the generated source.
 *
 * @param valueType the Java class of a value; a primitive is boxed
 * @param columnClass the class of the column
 * @param expression the type, or what a conversion is on top of
 * @param conversion how values of another class are kept in it, or null
 */
public record ColumnType(
        TypeName valueType,
        TypeName columnClass,
        CodeBlock expression,
        @Nullable Conversion conversion) {

    /**
     * Values of a class that are kept as those of another type; it is kept in a constant.
     *
     * @param constantType the type of the constant
     * @param classLiteral the class
     * @param converter the class of the converter that the functions are methods of, or null
     * @param toDatabase from the class to the type underneath; the name of a method where there is a converter
     * @param fromDatabase from the type underneath to the class; the name of a method where there is a converter
     */
    public record Conversion(
            TypeName constantType,
            CodeBlock classLiteral,
            @Nullable ClassName converter,
            CodeBlock toDatabase,
            CodeBlock fromDatabase) {}

    /** A type without a conversion. */
    public static ColumnType plain(TypeName valueType, TypeName columnClass, CodeBlock expression) {
        return new ColumnType(valueType, columnClass, expression, null);
    }

    /** The type as one expression, for a conversion on top of it. */
    public CodeBlock inline() {
        return conversion == null
                ? expression
                : CodeBlock.of(
                        "$L.map($L, $L, $L)",
                        expression,
                        conversion.classLiteral(),
                        conversion.toDatabase(),
                        conversion.fromDatabase());
    }
}
