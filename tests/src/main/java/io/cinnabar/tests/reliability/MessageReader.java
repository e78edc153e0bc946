package io.cinnabar.tests.reliability;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts one direction of a PostgreSQL connection into its messages. What it does not understand it passes as it is. */
final class MessageReader {
    private static final int WHOLE = 8_192;
    private static final int LONGEST = 1 << 30;
    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;

    private byte[] pending = {};
    private boolean isTyped;
    private boolean isOpaque;
    private char currentType;
    private int left;

    /** A reader of what a server says, or of what a client says, whose first message has no type. */
    MessageReader(boolean isFromServer) {
        this.isTyped = isFromServer;
    }

    List<Segment> read(byte[] buffer, int length) {
        byte[] bytes = concatenated(pending, buffer, length);
        var segments = new ArrayList<Segment>();
        int position = 0;
        while (position < bytes.length) {
            int taken = next(bytes, position, segments);
            if (taken == 0) {
                break;
            }
            position += taken;
        }
        pending = Arrays.copyOfRange(bytes, position, bytes.length);
        return segments;
    }

    /** What came and is no whole message: when the connection ends there. */
    byte[] rest() {
        byte[] rest = pending;
        pending = new byte[0];
        return rest;
    }

    private int next(byte[] bytes, int position, List<Segment> segments) {
        int available = bytes.length - position;
        if (isOpaque) {
            return add(segments, Segment.UNTYPED, false, false, bytes, position, available);
        }
        if (left > 0) {
            int taken = Math.min(left, available);
            left -= taken;
            return add(segments, currentType, false, left == 0, bytes, position, taken);
        }
        int header = isTyped ? 5 : 4;
        if (available < header) {
            return 0;
        }
        int length = ByteBuffer.wrap(bytes, position + header - 4, 4).getInt();
        if (length < 4 || length > LONGEST) {
            isOpaque = true;
            return next(bytes, position, segments);
        }
        int whole = length + header - 4;
        if (available < whole && whole <= WHOLE) {
            return 0;
        }
        char type = isTyped ? (char) bytes[position] : Segment.UNTYPED;
        int taken = Math.min(whole, available);
        currentType = type;
        left = whole - taken;
        isTyped = isTyped || !isNegotiation(bytes, position, length);
        return add(segments, type, true, left == 0, bytes, position, taken);
    }

    private static boolean isNegotiation(byte[] bytes, int position, int length) {
        int code = length == 8 ? ByteBuffer.wrap(bytes, position + 4, 4).getInt() : 0;
        return code == SSL_REQUEST || code == GSS_REQUEST;
    }

    private static int add(
            List<Segment> segments, char type, boolean isStart, boolean isEnd, byte[] bytes, int from, int length) {
        segments.add(new Segment(type, isStart, isEnd, Arrays.copyOfRange(bytes, from, from + length)));
        return length;
    }

    private static byte[] concatenated(byte[] first, byte[] second, int length) {
        byte[] all = Arrays.copyOf(first, first.length + length);
        System.arraycopy(second, 0, all, first.length, length);
        return all;
    }
}
