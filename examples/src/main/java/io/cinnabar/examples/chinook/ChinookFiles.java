package io.cinnabar.examples.chinook;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Parameters;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The store's data, one CSV file for each table, whose headers are the names of the columns. */
final class ChinookFiles {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private ChinookFiles() {}

    /** The rows of a table's file. Reads the file on the caller's thread. */
    static List<Parameters> rows(Table table) throws IOException {
        String file = "/chinook/" + table.name() + ".csv";
        try (InputStream data = ChinookFiles.class.getResourceAsStream(file)) {
            if (data == null) {
                throw new FileNotFoundException("The resource " + file + " is missing.");
            }
            try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(data)) {
                return records.stream().map(record -> row(table, record)).toList();
            }
        }
    }

    private static Parameters row(Table table, NamedCsvRecord record) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (Column<?> column : table.columns()) {
            values.put(column.name(), value(column, record.getField(column.name())));
        }
        return Parameters.of(values);
    }

    /** A field as the Java class that the column holds; an empty one is NULL. */
    private static @Nullable Object value(Column<?> column, String field) {
        if (field.isEmpty()) {
            return null;
        }
        Class<?> javaType = column.type().javaType();
        if (javaType == Integer.class) {
            return Integer.valueOf(field);
        }
        if (javaType == Long.class) {
            return Long.valueOf(field);
        }
        if (javaType == BigDecimal.class) {
            return new BigDecimal(field);
        }
        return javaType == LocalDateTime.class ? LocalDateTime.parse(field, TIMESTAMP) : field;
    }
}
