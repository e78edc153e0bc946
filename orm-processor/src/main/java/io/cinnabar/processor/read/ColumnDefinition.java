package io.cinnabar.processor.read;

import static io.cinnabar.processor.read.BasicTypes.TYPES;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import io.cinnabar.processor.model.ColumnType;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@code columnDefinition}: SQL of some database, of which the names of types are understood. */
final class ColumnDefinition {
    private static final Pattern TYPE =
            Pattern.compile("([A-Z][A-Z0-9 ]*?)\\s*(?:\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?");

    private static final Set<String> TEXT = Set.of("TEXT", "CLOB", "MEDIUMTEXT", "LONGTEXT", "CHARACTER LARGE OBJECT");
    private static final Set<String> VARCHAR = Set.of("VARCHAR", "CHARACTER VARYING", "VARCHAR2", "NVARCHAR");
    private static final Set<String> CHAR = Set.of("CHAR", "CHARACTER", "BPCHAR", "NCHAR");
    private static final Set<String> NUMERIC = Set.of("NUMERIC", "DECIMAL", "DEC", "NUMBER");

    /** The names that other types have in the databases, by the constant that each is. */
    private static final Map<String, Set<String>> OTHERS = Map.ofEntries(
            Map.entry("SMALLINT", Set.of("SMALLINT", "INT2")),
            Map.entry("INTEGER", Set.of("INTEGER", "INT", "INT4")),
            Map.entry("BIGINT", Set.of("BIGINT", "INT8")),
            Map.entry("REAL", Set.of("REAL", "FLOAT4")),
            Map.entry("DOUBLE", Set.of("DOUBLE", "DOUBLE PRECISION", "FLOAT8")),
            Map.entry("BOOLEAN", Set.of("BOOLEAN", "BOOL")),
            Map.entry("UUID", Set.of("UUID")),
            Map.entry("DATE", Set.of("DATE")),
            Map.entry("TIME", Set.of("TIME", "TIME WITHOUT TIME ZONE")),
            Map.entry("TIME_WITH_TIME_ZONE", Set.of("TIME WITH TIME ZONE", "TIMETZ")),
            Map.entry("TIMESTAMP", Set.of("TIMESTAMP", "TIMESTAMP WITHOUT TIME ZONE", "DATETIME")),
            Map.entry("TIMESTAMP_WITH_TIME_ZONE", Set.of("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ")),
            Map.entry("INSTANT", Set.of("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ")),
            Map.entry("BINARY", Set.of("BYTEA", "BLOB", "BINARY LARGE OBJECT")),
            Map.entry("INTERVAL", Set.of("INTERVAL")),
            Map.entry("JSON", Set.of("JSON", "JSONB")));

    private final String type;
    private final boolean isNotNull;

    ColumnDefinition(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        isNotNull = upper.endsWith(" NOT NULL");
        type = isNotNull
                ? upper.substring(0, upper.length() - " NOT NULL".length())
                : upper.endsWith(" NULL") ? upper.substring(0, upper.length() - " NULL".length()) : upper;
    }

    /** Whether it says that the column always has a value. */
    boolean isNotNull() {
        return isNotNull;
    }

    /** A type as this definition has it, or null where it is another one or has parts that are not understood. */
    @Nullable
    ColumnType applied(ColumnType column) {
        Matcher matcher = TYPE.matcher(type);
        if (!matcher.matches()) {
            return null;
        }
        String name = matcher.group(1).strip();
        String constant = column.expression().toString().replaceFirst("^io\\.cinnabar\\.type\\.Types\\.", "");
        if (constant.equals("TEXT") || constant.startsWith("varchar(") || constant.startsWith("character(")) {
            CodeBlock text = text(name, matcher.group(2));
            return text != null ? with(column, text) : isJson(name) ? json(column) : null;
        }
        if (constant.startsWith("numeric(")) {
            return NUMERIC.contains(name) ? with(column, numeric(matcher)) : null;
        }
        boolean isSame = matcher.group(2) == null
                && OTHERS.getOrDefault(constant, Set.of()).contains(name);
        return isSame ? column : null;
    }

    private static @Nullable CodeBlock text(String name, @Nullable String length) {
        if (TEXT.contains(name) || VARCHAR.contains(name) && length == null) {
            return CodeBlock.of("$T.TEXT", TYPES);
        }
        if (VARCHAR.contains(name)) {
            return CodeBlock.of("$T.varchar($L)", TYPES, length);
        }
        return CHAR.contains(name) ? CodeBlock.of("$T.character($L)", TYPES, length == null ? "1" : length) : null;
    }

    private static CodeBlock numeric(Matcher matcher) {
        return matcher.group(2) == null
                ? CodeBlock.of("$T.NUMERIC", TYPES)
                : CodeBlock.of(
                        "$T.numeric($L, $L)",
                        TYPES,
                        matcher.group(2),
                        matcher.group(3) == null ? "0" : matcher.group(3));
    }

    private static boolean isJson(String name) {
        return name.equals("JSON") || name.equals("JSONB");
    }

    private static @Nullable ColumnType json(ColumnType column) {
        if (column.conversion() != null) {
            return null;
        }
        ClassName json = ClassName.get("io.cinnabar.type", "Json");
        ColumnType document = ColumnType.plain(
                json,
                ParameterizedTypeName.get(ClassName.get("io.cinnabar.schema", "JsonColumn"), json),
                CodeBlock.of("$T.JSON", TYPES));
        return BasicTypes.mapped(
                column.valueType(), document, CodeBlock.of("$T::of", json), CodeBlock.of("$T::text", json));
    }

    private static ColumnType with(ColumnType column, CodeBlock expression) {
        return new ColumnType(column.valueType(), column.columnClass(), expression, column.conversion());
    }
}
