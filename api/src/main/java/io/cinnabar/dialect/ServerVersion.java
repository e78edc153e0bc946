package io.cinnabar.dialect;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version of a database server, as far as it decides what the server can do. Immutable; ordered by age.
 *
 * @param major the first number
 * @param minor the second number, 0 where there is none
 * @param patch the third number, 0 where there is none
 */
public record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {
    /** Newer than every server: what is assumed of one that has not been met yet. */
    public static final ServerVersion NEWEST = new ServerVersion(Integer.MAX_VALUE, 0, 0);

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?");

    /**
     * The version that a server's text tells: {@code 17.2 (Debian 17.2-1)}, {@code 2.4.240 (2025-09-22)}. A text
     * without a number gives {@link #NEWEST}, so that a server that says nothing is not refused what it may well be
     * able to do.
     */
    public static ServerVersion parse(String text) {
        Matcher numbers = NUMBERS.matcher(requireNonNull(text, "text"));
        return numbers.find()
                ? new ServerVersion(
                        Integer.parseInt(numbers.group(1)), number(numbers.group(2)), number(numbers.group(3)))
                : NEWEST;
    }

    private static int number(@Nullable String group) {
        return group == null ? 0 : Integer.parseInt(group);
    }

    /** Whether the server is of this version or a later one. */
    public boolean isAtLeast(int otherMajor, int otherMinor) {
        return compareTo(new ServerVersion(otherMajor, otherMinor, 0)) >= 0;
    }

    @Override
    public int compareTo(ServerVersion other) {
        int byMajor = Integer.compare(major, other.major);
        if (byMajor != 0) {
            return byMajor;
        }
        int byMinor = Integer.compare(minor, other.minor);
        return byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
    }

    /** The numbers: {@code 17.2}. */
    @Override
    public String toString() {
        return this.equals(NEWEST) ? "unknown" : major + "." + minor + (patch == 0 ? "" : "." + patch);
    }
}
