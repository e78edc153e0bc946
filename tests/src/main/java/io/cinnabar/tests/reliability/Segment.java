package io.cinnabar.tests.reliability;

import java.nio.charset.StandardCharsets;

/**
 * A piece of the traffic: a whole message where it is short, else a part of one.
 *
 * @param type the message's type as its first byte says, or {@link #UNTYPED}
 * @param isStart whether the message begins with this piece
 * @param isEnd whether the message ends with this piece
 * @param bytes the piece as it is on the wire
 */
record Segment(char type, boolean isStart, boolean isEnd, byte[] bytes) {
    /** The type of what has none: the first message of a client, and what is not understood. */
    static final char UNTYPED = '\0';

    boolean contains(String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
    }
}
