package io.cinnabar.dialect.h2;

import static org.h2.api.ErrorCode.CHECK_CONSTRAINT_INVALID;
import static org.h2.api.ErrorCode.CHECK_CONSTRAINT_VIOLATED_1;
import static org.h2.api.ErrorCode.DATA_CONVERSION_ERROR_1;
import static org.h2.api.ErrorCode.DUPLICATE_KEY_1;
import static org.h2.api.ErrorCode.NULL_NOT_ALLOWED;
import static org.h2.api.ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE_2;
import static org.h2.api.ErrorCode.REFERENTIAL_INTEGRITY_VIOLATED_CHILD_EXISTS_1;
import static org.h2.api.ErrorCode.REFERENTIAL_INTEGRITY_VIOLATED_PARENT_MISSING_1;
import static org.h2.api.ErrorCode.VALUE_TOO_LONG_2;

import io.cinnabar.compile.IdentifierQuoter;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one of H2's messages says, without the values that it tells.
 *
 * @param text the message
 * @param constraint the violated constraint, as the metadata spells it
 * @param table the table concerned, as the metadata spells it
 * @param column the column concerned, as the metadata spells it
 * @param hidesSomething whether something was taken out of the message
 */
record H2Message(
        String text,
        @Nullable String constraint,
        @Nullable String table,
        @Nullable String column,
        boolean hidesSomething) {
    private static final int MAX_LENGTH = 1_000;
    private static final int SHOWN_AROUND_ERROR = 200;

    private static final int NAMES_LENGTH = 2_000;

    // Possessive, since a long value would otherwise use up the stack.
    private static final String NAME = "(?:\"(?:[^\"]++|\"\")*+\"|[^\\s.\"(:)]++)";
    private static final String SCHEMA = "(?:" + NAME + "\\.)?";

    private static final Pattern UNIQUE = Pattern.compile(SCHEMA + "(?<constraint>" + NAME + ")(?: INDEX " + SCHEMA
            + NAME + "| PRIMARY KEY)? ON " + SCHEMA + "(?<table>" + NAME + ")\\((?:(?<column>" + NAME
            + ")(?: [A-Z ]+)?\\))?");
    private static final Pattern FOREIGN_KEY = Pattern.compile("(?<constraint>" + NAME + "): " + SCHEMA + "(?<table>"
            + NAME + ") FOREIGN KEY\\((?:(?<column>" + NAME + ")\\))?");
    private static final Pattern CHECK = Pattern.compile("(?<constraint>" + NAME + "):");
    // In these two, names stand without quotes of their own.
    private static final Pattern COLUMN = Pattern.compile("(?<column>.+)", Pattern.DOTALL);
    private static final Pattern DEFINITION = Pattern.compile(
            "(?<column>.+?) (?:CHARACTER|BINARY|NUMERIC|DECFLOAT|JSON|JAVA_OBJECT|GEOMETRY)\\b", Pattern.DOTALL);
    private static final Pattern CONVERTED =
            Pattern.compile(".*\\((?<table>" + NAME + "): (?<column>" + NAME + ") ", Pattern.DOTALL);
    private static final Pattern PASSWORD = Pattern.compile("(PASSWORD(?:_HASH)?=)[^;\"]*", Pattern.CASE_INSENSITIVE);

    static H2Message of(String original, int code, boolean tellsValues, IdentifierQuoter quoter) {
        var words = new StringBuilder();
        List<String> arguments = takeApart(original, words);
        Matcher names = arguments.isEmpty() ? null : names(code, arguments);
        String constraint = name(names, "constraint", quoter);
        String table = name(names, "table", quoter);
        String column = name(names, "column", quoter);
        String text = PASSWORD.matcher(shortened(original)).replaceAll("$1***");
        if (tellsValues && code != NULL_NOT_ALLOWED) {
            text = words.toString().replaceAll(": \"…\"$", "") + described(constraint, table, column);
        }
        boolean hidesSomething = !text.equals(shortened(original));
        return new H2Message(text, constraint, table, column, hidesSomething);
    }

    /** What H2 filled into a message, which it puts in quotes and doubles those inside; the rest goes to the words. */
    private static List<String> takeApart(String message, StringBuilder words) {
        List<String> arguments = new ArrayList<>();
        int position = 0;
        int open = message.indexOf('"');
        while (open >= 0) {
            int close = open + 1;
            while (close < message.length() && (message.charAt(close) != '"' || message.startsWith("\"\"", close))) {
                close += message.charAt(close) == '"' ? 2 : 1;
            }
            words.append(message, position, open).append("\"…\"");
            arguments.add(message.substring(open + 1, Math.min(close, message.length()))
                    .replace("\"\"", "\""));
            position = Math.min(close + 1, message.length());
            open = message.indexOf('"', position);
        }
        words.append(message, position, message.length());
        return arguments;
    }

    private static @Nullable Matcher names(int code, List<String> arguments) {
        Matcher matcher = switch (code) {
            case DUPLICATE_KEY_1 -> UNIQUE.matcher(arguments.get(0));
            case REFERENTIAL_INTEGRITY_VIOLATED_PARENT_MISSING_1, REFERENTIAL_INTEGRITY_VIOLATED_CHILD_EXISTS_1 ->
                FOREIGN_KEY.matcher(arguments.get(0));
            case CHECK_CONSTRAINT_VIOLATED_1, CHECK_CONSTRAINT_INVALID -> CHECK.matcher(arguments.get(0));
            case NULL_NOT_ALLOWED -> COLUMN.matcher(arguments.get(0));
            case VALUE_TOO_LONG_2 -> DEFINITION.matcher(arguments.get(0));
            case NUMERIC_VALUE_OUT_OF_RANGE_2 -> COLUMN.matcher(arguments.get(arguments.size() - 1));
            case DATA_CONVERSION_ERROR_1 -> CONVERTED.matcher(end(arguments.get(0)));
            default -> null;
        };
        return matcher != null && matcher.lookingAt() ? matcher : null;
    }

    private static String end(String argument) {
        return argument.substring(Math.max(argument.length() - NAMES_LENGTH, 0));
    }

    private static @Nullable String name(@Nullable Matcher names, String group, IdentifierQuoter quoter) {
        if (names == null || !names.pattern().pattern().contains("(?<" + group + ">")) {
            return null;
        }
        String name = names.group(group);
        if (name == null) {
            return null;
        }
        boolean isQuoted = name.length() > 1 && name.startsWith("\"");
        return quoter.fromStored(isQuoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name);
    }

    private static String described(@Nullable String constraint, @Nullable String table, @Nullable String column) {
        var names = new StringJoiner(", ", " (", ")").setEmptyValue("");
        if (constraint != null) {
            names.add("constraint '" + constraint + "'");
        }
        if (table != null) {
            names.add("table '" + table + "'");
        }
        if (column != null) {
            names.add("column '" + column + "'");
        }
        return names.toString();
    }

    /** A message about wrong SQL repeats the whole statement; what stands around the mark of the error is enough. */
    private static String shortened(String original) {
        if (original.length() <= MAX_LENGTH) {
            return original;
        }
        int mark = Math.max(original.indexOf("[*]"), 0);
        int from = Math.max(mark - SHOWN_AROUND_ERROR, 0);
        int to = Math.min(mark + SHOWN_AROUND_ERROR, original.length());
        String start = original.substring(0, Math.max(original.indexOf('"'), 0));
        return (from == 0 ? "" : start + "\"…") + original.substring(from, to) + (to == original.length() ? "" : "…");
    }
}
