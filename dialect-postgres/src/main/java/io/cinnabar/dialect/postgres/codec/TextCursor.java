package io.cinnabar.dialect.postgres.codec;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;

/** A position in a text that is read from left to right; what is not as expected is an error that names the type. */
final class TextCursor {

    private final String text;
    private final String type;
    private int position;

    TextCursor(String text, String type) {
        this.text = text;
        this.type = type;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position == text.length();
    }

    char peek() {
        return position < text.length() ? text.charAt(position) : 0;
    }

    boolean skip(char expected) {
        if (peek() != expected) {
            return false;
        }
        position++;
        return true;
    }

    boolean skip(String expected) {
        if (!text.startsWith(expected, position)) {
            return false;
        }
        position += expected.length();
        return true;
    }

    void require(char expected) {
        if (!skip(expected)) {
            throw malformed();
        }
    }

    void requireEnd() {
        if (!atEnd()) {
            throw malformed();
        }
    }

    int twoDigits() {
        return digit() * 10 + digit();
    }

    boolean atDigit() {
        return peek() >= '0' && peek() <= '9';
    }

    /** One digit or more. */
    long number() {
        long number = digit();
        while (atDigit()) {
            number = Math.addExact(Math.multiplyExact(number, 10L), digit());
        }
        return number;
    }

    /** The digits after a decimal point, if there is one, as microseconds. */
    int microseconds() {
        if (!skip('.')) {
            return 0;
        }
        int value = 0;
        int digits = 0;
        while (atDigit()) {
            value = value * 10 + digit();
            digits++;
        }
        if (digits == 0 || digits > 6) {
            throw malformed();
        }
        for (; digits < 6; digits++) {
            value *= 10;
        }
        return value;
    }

    /** Letters up to the next character that is none. */
    String word() {
        int start = position;
        while (Character.isLetter(peek())) {
            position++;
        }
        return text.substring(start, position);
    }

    private int digit() {
        if (!atDigit()) {
            throw malformed();
        }
        return text.charAt(position++) - '0';
    }

    ValueConversionException malformed() {
        return new ValueConversionException(
                ErrorCode.VALUE_UNREADABLE,
                "The text of a value of type " + type
                        + " is not in the form that the server writes with DateStyle 'ISO' and IntervalStyle 'postgres' or"
                        + " 'iso_8601'. Set them so, or read the column in binary form.");
    }
}
