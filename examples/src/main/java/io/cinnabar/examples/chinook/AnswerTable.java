package io.cinnabar.examples.chinook;

import io.cinnabar.sql.Row;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table of text with aligned columns; numbers stand on the right, with the digits that the database gave. */
final class AnswerTable {
    private static final String GAP = "  ";

    private final List<String> headings;
    private final List<List<@Nullable Object>> rows;

    private AnswerTable(List<String> headings, List<List<@Nullable Object>> rows) {
        this.headings = headings;
        this.rows = rows;
    }

    /** A table of rows, under the names of their columns. */
    static AnswerTable ofRows(List<? extends Row> rows) {
        return new AnswerTable(
                rows.isEmpty() ? List.of() : rows.get(0).names(),
                rows.stream().map(Row::values).toList());
    }

    /** A table of records, under the names of their components. */
    static <T extends Record> AnswerTable ofRecords(Class<T> type, List<T> records) {
        RecordComponent[] components = type.getRecordComponents();
        return new AnswerTable(
                Arrays.stream(components).map(RecordComponent::getName).toList(),
                records.stream().map(record -> values(record, components)).toList());
    }

    private static List<@Nullable Object> values(Record record, RecordComponent[] components) {
        var values = new ArrayList<@Nullable Object>();
        for (RecordComponent component : components) {
            try {
                values.add(component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("The component " + component + " cannot be read.", e);
            }
        }
        return values;
    }

    int size() {
        return rows.size();
    }

    /** The values of a row. */
    List<@Nullable Object> row(int index) {
        return rows.get(index);
    }

    /** The lines of the table: headings, a rule, the rows. */
    List<String> lines() {
        if (rows.isEmpty()) {
            return List.of("(no rows)");
        }
        int[] widths = IntStream.range(0, headings.size()).map(this::width).toArray();
        var lines = new ArrayList<String>();
        lines.add(line(headings, widths));
        lines.add(Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining(GAP)));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int width(int column) {
        return Math.max(
                length(headings.get(column)),
                rows.stream()
                        .mapToInt(row -> length(text(row.get(column))))
                        .max()
                        .orElse(0));
    }

    private String line(List<? extends @Nullable Object> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> padded(text(cells.get(column)), widths[column], isNumeric(column)))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private boolean isNumeric(int column) {
        return rows.stream().allMatch(row -> row.get(column) instanceof Number);
    }

    private static String padded(String text, int width, boolean isRight) {
        String blanks = " ".repeat(width - length(text));
        return isRight ? blanks + text : text + blanks;
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** The number of characters, of which some take two chars. */
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }
}
