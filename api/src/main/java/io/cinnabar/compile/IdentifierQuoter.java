package io.cinnabar.compile;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Writes identifiers: as they are where that means the same, else in quotes, in which a quote is doubled. A name in
 * lower case is written without quotes unless it is reserved; any other is quoted, and so means exactly itself. Two
 * different names never become the same SQL.
 */
public final class IdentifierQuoter {
    private final char quote;
    private final Set<String> reserved;
    private final int maxBytes;
    private final boolean storesUpperCase;

    /**
     * A quoter for one dialect.
     *
     * @param quote the quote character
     * @param reserved words, in lower case, that cannot stand without quotes
     * @param maxBytes the greatest length of a name in bytes of UTF-8
     * @param storesUpperCase whether a name without quotes is stored in upper case
     */
    public IdentifierQuoter(char quote, Set<String> reserved, int maxBytes, boolean storesUpperCase) {
        this.quote = quote;
        this.reserved = Set.copyOf(reserved);
        this.maxBytes = maxBytes;
        this.storesUpperCase = storesUpperCase;
    }

    /** A name as it stands in SQL. Signals an error for a name that is empty, too long, or contains NUL. */
    public String quote(String name) {
        check(name);
        if (bytes(name) > maxBytes) {
            throw new InvalidRequestException(
                    ErrorCode.IDENTIFIER_INVALID,
                    "The name '" + name + "' has " + bytes(name) + " bytes, but the database takes " + maxBytes
                            + " at most.");
        }
        return isPlain(name) ? name : quoted(name);
    }

    /** A name that Cinnabar made, cut and marked with a hash where it is too long for the database. */
    public String quoteGenerated(String name) {
        return quote(fitted(name));
    }

    /** A generated name as it is without quotes: cut and marked with a hash where it is too long. */
    public String fitted(String name) {
        if (bytes(name) <= maxBytes) {
            return name;
        }
        var hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        String mark = "_" + HexFormat.of().toHexDigits((int) hash.getValue());
        String cut = name;
        while (bytes(cut) > maxBytes - mark.length()) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut + mark;
    }

    /** A name as the database's catalog spells it. */
    public String stored(String name) {
        return storesUpperCase && isPlain(name) ? name.toUpperCase(Locale.ROOT) : name;
    }

    /** The name in metadata for one that the database's catalog spells. */
    public String fromStored(String stored) {
        String lower = stored.toLowerCase(Locale.ROOT);
        return storesUpperCase && stored(lower).equals(stored) ? lower : stored;
    }

    private static void check(String name) {
        if (name.isEmpty()) {
            throw new InvalidRequestException(ErrorCode.IDENTIFIER_INVALID, "A name of a statement is empty.");
        }
        if (name.indexOf('\0') >= 0) {
            throw new InvalidRequestException(
                    ErrorCode.IDENTIFIER_INVALID,
                    "A name must not contain the character NUL (U+0000): '" + name.replace('\0', '␀') + "'.");
        }
        if (hasLoneSurrogate(name)) {
            throw new InvalidRequestException(
                    ErrorCode.IDENTIFIER_INVALID,
                    "A name must not contain half of a surrogate pair, which would be sent as another character.");
        }
    }

    /** Whether a text cannot be encoded as it is: an encoder would put a question mark for the lone half of a pair. */
    static boolean hasLoneSurrogate(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private boolean isPlain(String name) {
        char first = name.charAt(0);
        if (!(first >= 'a' && first <= 'z') && first != '_') {
            return false;
        }
        for (int index = 1; index < name.length(); index++) {
            char character = name.charAt(index);
            if (!(character >= 'a' && character <= 'z')
                    && !(character >= '0' && character <= '9')
                    && character != '_') {
                return false;
            }
        }
        return !reserved.contains(name);
    }

    private String quoted(String name) {
        String mark = Character.toString(quote);
        return mark + name.replace(mark, mark + mark) + mark;
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
