package io.cinnabar.dialect.postgres.codec;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;
import java.nio.charset.StandardCharsets;

/**
 * Text as PostgreSQL can store it. Two kinds of Java strings have no such form: one with the character NUL, which the
 * server refuses with SQLSTATE 22021, and one with half of a surrogate pair, which every encoder of the JDK and of
 * Netty replaces by a question mark without an error. Both are refused here, before anything is sent.
 */
final class StorableText {

    private StorableText() {}

    static byte[] encode(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == 0) {
                throw new ValueConversionException(
                        ErrorCode.VALUE_INVALID,
                        "The text holds the character NUL at index " + index
                                + ", which PostgreSQL cannot store. Remove it, or use a bytea column.");
            }
            if (Character.isSurrogate(character)) {
                requirePair(text, index);
                index++;
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void requirePair(String text, int index) {
        boolean pair = Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
        if (!pair) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_INVALID,
                    "The text holds half of a surrogate pair at index " + index
                            + ", which is no character and would be stored as '?'. It was probably cut in the middle of one.");
        }
    }
}
