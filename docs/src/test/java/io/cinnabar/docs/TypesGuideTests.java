package io.cinnabar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.dialect.Dialect;
import io.cinnabar.dialect.h2.H2DialectProvider;
import io.cinnabar.dialect.postgres.PostgresDialectProvider;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.TypeKind;
import io.cinnabar.type.Types;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of types says what the dialects say. */
class TypesGuideTests {
    private static final Dialect POSTGRES = new PostgresDialectProvider().dialect();
    private static final Dialect H2 = new H2DialectProvider().dialect();

    private static Map<String, SqlType<?>> types() {
        var types = new LinkedHashMap<String, SqlType<?>>();
        types.put("SMALLINT", Types.SMALLINT);
        types.put("INTEGER", Types.INTEGER);
        types.put("BIGINT", Types.BIGINT);
        types.put("NUMERIC", Types.NUMERIC);
        types.put("numeric(10, 2)", Types.numeric(10, 2));
        types.put("REAL", Types.REAL);
        types.put("DOUBLE", Types.DOUBLE);
        types.put("BOOLEAN", Types.BOOLEAN);
        types.put("character(3)", Types.character(3));
        types.put("varchar(30)", Types.varchar(30));
        types.put("TEXT", Types.TEXT);
        types.put("BINARY", Types.BINARY);
        types.put("binary(16)", Types.binary(16));
        types.put("DATE", Types.DATE);
        types.put("TIME", Types.TIME);
        types.put("TIME_WITH_TIME_ZONE", Types.TIME_WITH_TIME_ZONE);
        types.put("TIMESTAMP", Types.TIMESTAMP);
        types.put("TIMESTAMP_WITH_TIME_ZONE", Types.TIMESTAMP_WITH_TIME_ZONE);
        types.put("INSTANT", Types.INSTANT);
        types.put("INTERVAL", Types.INTERVAL);
        types.put("UUID", Types.UUID);
        types.put("JSON", Types.JSON);
        types.put("json(Object.class)", Types.json(Object.class));
        types.put("enumeration(DayOfWeek.class)", Types.enumeration(DayOfWeek.class));
        types.put("array(BIGINT)", Types.array(Types.BIGINT));
        types.put("UNKNOWN", Types.UNKNOWN);
        return types;
    }

    private static String name(Dialect dialect, SqlType<?> type) {
        if (type.kind() == TypeKind.UNKNOWN) {
            return "none";
        }
        return "`" + dialect.typeCompiler().name(type).replaceAll("'MONDAY', .*\\)", "'MONDAY', …)") + "`";
    }

    @Test
    void namesTheTypesAsTheDialectsDo() {
        List<List<String>> rows = Manual.lines(Manual.ROOT.resolve("docs/guides/types.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.split("\\|"))
                        .map(String::strip)
                        .toList()
                        .subList(1, 5))
                .toList();
        List<List<String>> expected = types().entrySet().stream()
                .map(entry -> List.of(
                        "`" + entry.getKey() + "`",
                        "`" + entry.getValue().javaType().getSimpleName() + "`",
                        name(POSTGRES, entry.getValue()),
                        name(H2, entry.getValue())))
                .toList();
        assertThat(rows).isEqualTo(expected);
    }

    @Test
    void leavesNoFamilyOut() {
        var kinds = EnumSet.noneOf(TypeKind.class);
        types().values().forEach(type -> kinds.add(type.kind()));
        assertThat(kinds).isEqualTo(EnumSet.allOf(TypeKind.class));
    }
}
