package io.cinnabar.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Breaks SQL of one line into lines, as a page shows it. */
final class SqlLayout {
    private static final int SHORT = 90;
    private static final Pattern CLAUSE = Pattern.compile(
            " (FROM|JOIN|LEFT JOIN|CROSS JOIN|WHERE|GROUP BY|HAVING|ORDER BY" + "|LIMIT|VALUES|SET|RETURNING|SELECT) ");

    private SqlLayout() {}

    static List<String> lines(String sql) {
        return sql.lines().flatMap(line -> broken(line).stream()).toList();
    }

    private static List<String> broken(String sql) {
        if (sql.length() <= SHORT) {
            return List.of(sql);
        }
        var lines = new ArrayList<String>();
        int start = 0;
        int depth = 0;
        for (int index = 0; index < sql.length(); index++) {
            char character = sql.charAt(index);
            depth += character == '(' ? 1 : character == ')' ? -1 : 0;
            boolean isClause = depth == 0
                    && character == ' '
                    && CLAUSE.matcher(sql).region(index, sql.length()).lookingAt();
            boolean followsLeft = sql.startsWith("LEFT", index - 4) || sql.startsWith("CROSS", index - 5);
            if (isClause && !followsLeft) {
                lines.add(sql.substring(start, index));
                start = index + 1;
            }
        }
        lines.add(sql.substring(start));
        return lines;
    }
}
