package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;

/**
 * SQL text that a program wrote, split at its named parameters. A parameter is a colon and a name; colons inside
 * quotes, comments and dollar quotes, double colons, {@code :=} and a colon right behind a name or number are left
 * alone, and {@code \\:} is a colon. Strings are the standard's, in which a backslash is an ordinary character, but for
 * PostgreSQL's {@code E'…'}.
 *
 * @param parts the text between the parameters, one more than there are names
 * @param names the names of the parameters, in their order, with repetitions
 */
public record TextTemplate(List<String> parts, List<String> names) {

    /** Checks that parts and names alternate. */
    public TextTemplate {
        parts = List.copyOf(parts);
        names = List.copyOf(names);
        if (parts.size() != names.size() + 1) {
            throw new IllegalArgumentException("A template has one part more than it has parameters.");
        }
    }

    /** Reads a text. */
    public static TextTemplate parse(String sql) {
        return new Lexer(checked(sql)).read();
    }

    /** A text without parameters, in which nothing is looked for. */
    static TextTemplate verbatim(String sql) {
        return new TextTemplate(List.of(checked(sql)), List.of());
    }

    private static String checked(String sql) {
        requireNonNull(sql, "sql");
        if (sql.indexOf('\0') >= 0) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED, "SQL text must not contain the character NUL (U+0000).");
        }
        return sql;
    }

    private static final class Lexer {
        private final String sql;
        private final List<String> parts = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private final StringBuilder part = new StringBuilder();
        private int position;

        Lexer(String sql) {
            this.sql = sql;
        }

        TextTemplate read() {
            while (position < sql.length()) {
                char current = sql.charAt(position);
                if (current == '\'' || current == '"' || current == '`') {
                    copyThrough(quoteEnd(current));
                } else if (sql.startsWith("--", position)) {
                    copyThrough(endOf("\n"));
                } else if (sql.startsWith("/*", position)) {
                    copyThrough(commentEnd());
                } else if (current == '$') {
                    copyThrough(dollarQuoteEnd());
                } else if (sql.startsWith("\\:", position)) {
                    part.append(':');
                    position += 2;
                } else if (sql.startsWith("::", position) || sql.startsWith(":=", position)) {
                    copyThrough(position + 2);
                } else if (current == ':' && startsName(position + 1)) {
                    readName();
                } else {
                    copyThrough(position + 1);
                }
            }
            parts.add(part.toString());
            return new TextTemplate(parts, names);
        }

        private void readName() {
            int end = position + 2;
            while (end < sql.length() && isNamePart(sql.charAt(end))) {
                end++;
            }
            parts.add(part.toString());
            part.setLength(0);
            names.add(sql.substring(position + 1, end));
            position = end;
        }

        /** Whether a name starts behind the colon here; {@code a:b} is a slice or a path, as in {@code list[1:n]}. */
        private boolean startsName(int index) {
            return index < sql.length()
                    && (Character.isLetter(sql.charAt(index)) || sql.charAt(index) == '_')
                    && (position == 0 || !isNamePart(sql.charAt(position - 1)));
        }

        private static boolean isNamePart(char character) {
            return Character.isLetterOrDigit(character) || character == '_';
        }

        private void copyThrough(int end) {
            part.append(sql, position, end);
            position = end;
        }

        private int endOf(String terminator) {
            int end = sql.indexOf(terminator, position + 1);
            return end < 0 ? sql.length() : end + terminator.length();
        }

        private int quoteEnd(char quote) {
            // PostgreSQL's E'…' knows backslash escapes, in the standard's strings a backslash is one.
            boolean backslashes = quote == '\''
                    && position > 0
                    && "eE".indexOf(sql.charAt(position - 1)) >= 0
                    && (position == 1 || !Character.isJavaIdentifierPart(sql.charAt(position - 2)));
            int index = position + 1;
            while (index < sql.length()) {
                boolean isQuote = sql.charAt(index) == quote;
                if (isQuote && !sql.startsWith(String.valueOf(quote), index + 1)) {
                    return index + 1;
                }
                index += isQuote || (backslashes && sql.charAt(index) == '\\') ? 2 : 1;
            }
            return sql.length();
        }

        private int commentEnd() {
            int level = 1;
            int index = position + 2;
            while (index < sql.length() && level > 0) {
                if (sql.startsWith("/*", index)) {
                    level++;
                    index += 2;
                } else if (sql.startsWith("*/", index)) {
                    level--;
                    index += 2;
                } else {
                    index++;
                }
            }
            return Math.min(index, sql.length());
        }

        private int dollarQuoteEnd() {
            boolean insideWord = position > 0 && Character.isJavaIdentifierPart(sql.charAt(position - 1));
            int tagEnd = position + 1;
            while (tagEnd < sql.length() && sql.charAt(tagEnd) != '$' && isTagCharacter(tagEnd)) {
                tagEnd++;
            }
            if (insideWord || tagEnd >= sql.length() || sql.charAt(tagEnd) != '$') {
                return position + 1;
            }
            String tag = sql.substring(position, tagEnd + 1);
            int end = sql.indexOf(tag, tagEnd + 1);
            return end < 0 ? sql.length() : end + tag.length();
        }

        private boolean isTagCharacter(int index) {
            char character = sql.charAt(index);
            return Character.isLetter(character)
                    || character == '_'
                    || (index > position + 1 && Character.isDigit(character));
        }
    }
}
