package io.cinnabar.dialect.h2;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a statement as r2dbc-h2 can be given it. The driver splits every text at each semicolon, even at one
 * inside a literal, a quoted name or a comment, and executes the pieces. So a semicolon in there is written as an
 * escape, which means the same to H2; one between statements stays, and goes on separating them.
 */
final class H2StatementText {
    private static final Pattern CUSTOM_ESCAPE = Pattern.compile("\\s*UESCAPE\\s*'(.)'", Pattern.CASE_INSENSITIVE);
    private static final String CODE = "003b";

    private final String sql;
    private final StringBuilder text;
    private int position;

    private H2StatementText(String sql) {
        this.sql = sql;
        this.text = new StringBuilder(sql.length() + 16);
    }

    static String withoutInnerSemicolons(String sql) {
        return sql.indexOf(';') < 0 ? sql : new H2StatementText(sql).rewritten();
    }

    private String rewritten() {
        while (position < sql.length()) {
            char character = sql.charAt(position);
            if (character == '\'' || character == '"') {
                quoted(character);
            } else if (sql.startsWith("--", position) || sql.startsWith("//", position)) {
                int end = sql.indexOf('\n', position);
                comment(end < 0 ? sql.length() : end);
            } else if (sql.startsWith("/*", position)) {
                comment(endOfBlockComment());
            } else if (sql.startsWith("$$", position) && !follows(Character::isLetterOrDigit)) {
                dollarQuoted();
            } else {
                text.append(character);
                position++;
            }
        }
        return text.toString();
    }

    private interface CharacterTest {
        boolean test(char character);
    }

    private boolean follows(CharacterTest test) {
        return position > 0 && test.test(sql.charAt(position - 1));
    }

    /** A literal or a quoted name; a quote inside it is doubled. */
    private void quoted(char quote) {
        int end = position + 1;
        while (end < sql.length()
                && (sql.charAt(end) != quote || end + 1 < sql.length() && sql.charAt(end + 1) == quote)) {
            end += sql.charAt(end) == quote ? 2 : 1;
        }
        end = Math.min(end + 1, sql.length());
        String token = sql.substring(position, end);
        boolean isEscaped = text.length() >= 2
                && text.substring(text.length() - 2).equalsIgnoreCase("U&")
                && (text.length() == 2 || !Character.isJavaIdentifierPart(text.charAt(text.length() - 3)));
        if (token.indexOf(';') < 0) {
            text.append(token);
        } else if (isEscaped) {
            Matcher custom = CUSTOM_ESCAPE.matcher(sql).region(end, sql.length());
            text.append(token.replace(";", (custom.lookingAt() ? custom.group(1) : "\\") + CODE));
        } else {
            text.append(follows(Character::isJavaIdentifierPart) ? " U&" : "U&").append(escaped(token));
        }
        position = end;
    }

    private static String escaped(String token) {
        return token.replace("\\", "\\\\").replace(";", "\\" + CODE);
    }

    private void comment(int end) {
        text.append(sql.substring(position, end).replace(';', ','));
        position = end;
    }

    /** Comments of H2 can be nested. */
    private int endOfBlockComment() {
        int depth = 1;
        int end = position + 2;
        while (depth > 0 && end < sql.length()) {
            if (sql.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (sql.startsWith("*/", end)) {
                depth--;
                end += 2;
            } else {
                end++;
            }
        }
        return end;
    }

    /** A literal in dollars, such as the source of a function, which has no escapes: it becomes one in quotes. */
    private void dollarQuoted() {
        int close = sql.indexOf("$$", position + 2);
        int end = close < 0 ? sql.length() : close + 2;
        String token = sql.substring(position, end);
        if (close >= 0 && token.indexOf(';') >= 0) {
            String content = token.substring(2, token.length() - 2);
            text.append("U&'").append(escaped(content).replace("'", "''")).append('\'');
        } else {
            text.append(token);
        }
        position = end;
    }
}
