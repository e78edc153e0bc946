package io.cinnabar.compile;

import static io.cinnabar.type.Types.BIGINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cinnabar.dialect.AnsiDialect;
import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.Types;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TypeCompilerTests {
    private enum Colour {
        RED,
        ULTRAMARINE
    }

    static Stream<Arguments> types() {
        return Stream.of(
                arguments(Types.SMALLINT, "SMALLINT"),
                arguments(Types.INTEGER, "INTEGER"),
                arguments(BIGINT, "BIGINT"),
                arguments(Types.NUMERIC, "NUMERIC"),
                arguments(Types.numeric(10, 2), "NUMERIC(10, 2)"),
                arguments(Types.REAL, "REAL"),
                arguments(Types.DOUBLE, "DOUBLE PRECISION"),
                arguments(Types.BOOLEAN, "BOOLEAN"),
                arguments(Types.character(3), "CHAR(3)"),
                arguments(Types.varchar(30), "VARCHAR(30)"),
                arguments(Types.TEXT, "TEXT"),
                arguments(Types.BINARY, "BLOB"),
                arguments(Types.binary(16), "VARBINARY(16)"),
                arguments(Types.DATE, "DATE"),
                arguments(Types.TIME, "TIME"),
                arguments(Types.TIME.precision(3), "TIME(3)"),
                arguments(Types.TIME_WITH_TIME_ZONE.precision(3), "TIME(3) WITH TIME ZONE"),
                arguments(Types.TIMESTAMP, "TIMESTAMP"),
                arguments(Types.TIMESTAMP_WITH_TIME_ZONE, "TIMESTAMP WITH TIME ZONE"),
                arguments(Types.TIMESTAMP_WITH_TIME_ZONE.precision(0), "TIMESTAMP(0) WITH TIME ZONE"),
                arguments(Types.INTERVAL, "INTERVAL DAY TO SECOND"),
                arguments(Types.UUID, "UUID"),
                arguments(Types.JSON, "JSON"),
                arguments(Types.enumeration(Colour.class), "VARCHAR(11)"),
                arguments(Types.array(BIGINT), "BIGINT ARRAY"),
                arguments(Types.INSTANT, "TIMESTAMP WITH TIME ZONE"),
                arguments(Types.array(Types.INSTANT), "TIMESTAMP WITH TIME ZONE ARRAY"),
                arguments(BIGINT.map(String.class, Long::valueOf, String::valueOf), "BIGINT"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("types")
    void writesNamesOfTypes(SqlType<?> type, String expected) {
        assertThat(AnsiDialect.INSTANCE.typeCompiler().name(type)).isEqualTo(expected);
    }

    @Test
    void refusesTheUnknownType() {
        assertThatThrownBy(() -> AnsiDialect.INSTANCE.typeCompiler().name(Types.UNKNOWN))
                .isInstanceOf(UnsupportedCompilationException.class)
                .hasMessage("A column or cast needs a type, but its type is unknown. Name one. [SQL-003]");
    }
}
