package io.cinnabar.dialect.postgres.codec;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the text form of arrays: <code>{1,NULL,"a \"b\""}</code>, nested for more dimensions, with the
 * bounds in front where they do not start at 1. The delimiter is the comma; the only built-in type with another one is
 * box.
 */
final class ArrayLiteral {

    private static final String NULL = "NULL";

    private final String text;
    private final Function<String, ? extends @Nullable Object> elements;
    private int position;

    private ArrayLiteral(String text, Function<String, ? extends @Nullable Object> elements) {
        this.text = text;
        this.elements = elements;
    }

    static List<@Nullable Object> parse(String text, Function<String, ? extends @Nullable Object> elements) {
        ArrayLiteral literal = new ArrayLiteral(text, elements);
        if (text.startsWith("[")) {
            literal.position = text.indexOf('=') + 1;
        }
        List<@Nullable Object> values = literal.array();
        if (literal.position != text.length()) {
            throw literal.malformed();
        }
        return values;
    }

    private List<@Nullable Object> array() {
        require('{');
        if (peek() == '}') {
            position++;
            return List.of();
        }
        List<@Nullable Object> values = new ArrayList<>();
        while (true) {
            values.add(peek() == '{' ? array() : element());
            char next = peek();
            position++;
            if (next == '}') {
                return Collections.unmodifiableList(values);
            }
            if (next != ',') {
                throw malformed();
            }
        }
    }

    private @Nullable Object element() {
        if (peek() == '"') {
            return elements.apply(quoted());
        }
        int start = position;
        while (peek() != ',' && peek() != '}') {
            if (peek() == '\\') {
                return elements.apply(unquotedWithEscapes(start));
            }
            position++;
        }
        String element = text.substring(start, position);
        return element.equals(NULL) ? null : elements.apply(element);
    }

    private String quoted() {
        position++;
        StringBuilder element = new StringBuilder();
        while (peek() != '"') {
            appendUnescaped(element);
        }
        position++;
        return element.toString();
    }

    private String unquotedWithEscapes(int start) {
        StringBuilder element = new StringBuilder(text.substring(start, position));
        while (peek() != ',' && peek() != '}') {
            appendUnescaped(element);
        }
        return element.toString();
    }

    private void appendUnescaped(StringBuilder element) {
        if (peek() == '\\') {
            position++;
        }
        element.append(peek());
        position++;
    }

    private char peek() {
        if (position >= text.length()) {
            throw malformed();
        }
        return text.charAt(position);
    }

    private void require(char expected) {
        if (peek() != expected) {
            throw malformed();
        }
        position++;
    }

    private ValueConversionException malformed() {
        return new ValueConversionException(
                ErrorCode.VALUE_UNREADABLE,
                "The text of an array is not an array literal at character " + position
                        + ". If the element type has a delimiter other than the comma, select the elements by unnest.");
    }

    /** Every element in quotes, so that none can be taken for NULL or for structure. */
    static String of(Collection<? extends @Nullable Object> elements, Function<Object, String> toText) {
        if (ArrayShape.of(elements).isEmpty()) {
            return "{}";
        }
        StringBuilder literal = new StringBuilder();
        append(literal, elements, toText);
        return literal.toString();
    }

    private static void append(
            StringBuilder literal, Collection<? extends @Nullable Object> elements, Function<Object, String> toText) {
        String separator = "";
        literal.append('{');
        for (Object element : elements) {
            literal.append(separator);
            separator = ",";
            if (element == null) {
                literal.append(NULL);
            } else if (element instanceof Collection<?> nested) {
                append(literal, nested, toText);
            } else {
                appendQuoted(literal, toText.apply(element));
            }
        }
        literal.append('}');
    }

    private static void appendQuoted(StringBuilder literal, String element) {
        literal.append('"');
        for (int index = 0; index < element.length(); index++) {
            char character = element.charAt(index);
            if (character == '"' || character == '\\') {
                literal.append('\\');
            }
            literal.append(character);
        }
        literal.append('"');
    }
}
