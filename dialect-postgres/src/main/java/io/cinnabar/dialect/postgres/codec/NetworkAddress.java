package io.cinnabar.dialect.postgres.codec;

import io.netty.buffer.ByteBuf;

/** Writes network addresses as the server does: the text of {@code inet}, {@code cidr}, {@code macaddr} values. */
final class NetworkAddress {

    private static final int HEADER = 4;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_WORDS = 8;
    private static final int IPV4_WORD = 6;

    private NetworkAddress() {}

    /** Family, length of the network mask, whether it is a cidr, number of bytes, and the bytes of the address. */
    static String format(ByteBuf buffer, int index) {
        int mask = buffer.getUnsignedByte(index + 1);
        boolean network = buffer.getByte(index + 2) != 0;
        int bytes = buffer.getUnsignedByte(index + 3);
        StringBuilder text = new StringBuilder();
        if (bytes == IPV4_BYTES) {
            appendIpv4(text, buffer, index + HEADER);
        } else {
            appendIpv6(text, buffer, index + HEADER);
        }
        if (network || mask != bytes * Byte.SIZE) {
            text.append('/').append(mask);
        }
        return text.toString();
    }

    static String formatHardware(ByteBuf buffer, int index, int length) {
        StringBuilder text = new StringBuilder(length * 3);
        for (int octet = 0; octet < length; octet++) {
            int value = buffer.getUnsignedByte(index + octet);
            text.append(octet == 0 ? "" : ":")
                    .append(Character.forDigit(value >> 4, 16))
                    .append(Character.forDigit(value & 15, 16));
        }
        return text.toString();
    }

    private static void appendIpv4(StringBuilder text, ByteBuf buffer, int index) {
        for (int octet = 0; octet < IPV4_BYTES; octet++) {
            text.append(octet == 0 ? "" : ".").append(buffer.getUnsignedByte(index + octet));
        }
    }

    /**
     * The rules of the server's inet_net_ntop: the first longest run of zero words is left out, IPv4 is shown as such.
     */
    private static void appendIpv6(StringBuilder text, ByteBuf buffer, int index) {
        int[] words = new int[IPV6_WORDS];
        for (int word = 0; word < IPV6_WORDS; word++) {
            words[word] = buffer.getUnsignedShort(index + word * Short.BYTES);
        }
        int zeros = longestRunOfZeros(words);
        int start = zeros >> 8;
        int length = zeros & 0xFF;
        boolean embedded =
                start == 0 && (length == 6 || length == 7 && words[7] != 1 || length == 5 && words[5] == 0xFFFF);
        for (int word = 0; word < IPV6_WORDS; word++) {
            if (length > 0 && word >= start && word < start + length) {
                text.append(word == start ? ":" : "");
                continue;
            }
            text.append(word == 0 ? "" : ":");
            if (word == IPV4_WORD && embedded) {
                appendIpv4(text, buffer, index + IPV4_WORD * Short.BYTES);
                break;
            }
            text.append(Integer.toHexString(words[word]));
        }
        if (length > 0 && start + length == IPV6_WORDS) {
            text.append(':');
        }
    }

    /** Start of the first longest run of at least two zero words in the upper byte, its length in the lower. */
    private static int longestRunOfZeros(int[] words) {
        int start = 0;
        int length = 0;
        int run = 0;
        for (int word = 0; word < words.length; word++) {
            run = words[word] == 0 ? run + 1 : 0;
            if (run > length) {
                length = run;
                start = word - run + 1;
            }
        }
        return length < 2 ? 0 : start << 8 | length;
    }
}
