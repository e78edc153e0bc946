package io.cinnabar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the Java compiler lets pass and what it refuses. */
class OperatorTypingTests {
    private static final List<String> REFUSED = List.of(
            // operators that a type does not have
            "users.id.like(\"x\");",
            "users.id.startsWith(\"x\");",
            "users.id.concat(\"x\");",
            "users.active.contains(\"x\");",
            "users.name.plus(1);",
            "users.name.negate();",
            "users.name.and(users.active);",
            "employees.hired.times(2);",
            "users.id.extract(DateField.YEAR);",
            "users.name.extract(DateField.YEAR);",
            "users.id.and(users.active);",
            "lower(users.id);",
            "sum(users.name);",
            "round(users.name, 2);",
            "count().like(\"x\");",
            "scalarSubquery(select(users.id)).like(\"x\");",
            // values of another type
            "users.id.eq(\"x\");",
            "users.id.eq(5);",
            "users.name.eq(5L);",
            "users.name.eq(users.id);",
            "users.id.in(\"a\", \"b\");",
            "users.id.in(List.of(\"a\"));",
            "users.id.in(select(users.name));",
            "users.id.in(select(users.id, users.name));",
            "users.id.in(param(\"names\", array(TEXT)));",
            "users.id.between(\"a\", \"b\");",
            "users.age.plus(1L);",
            "users.age.plus(users.name);",
            "users.name.concat(users.id);",
            "employees.hired.plus(5);",
            "employees.hired.lt(LocalDateTime.now());",
            "coalesce(users.name, 5);",
            "nullif(users.age, \"x\");",
            "caseWhen(users.active).then(1).otherwise(\"x\");",
            // columns set to values of another type
            "insert(users).set(users.id, \"x\");",
            "insert(users).set(users.name, users.id);",
            "insert(users).row(row -> row.set(users.id, \"x\"));",
            "update(users).set(users.id, \"x\");",
            "update(users).set(users.name, users.id);",
            "Parameters.of(users.id, \"x\");",
            // strings where SQL or conditions are meant
            "select(\"id\");",
            "select(users.id).where(\"id = 1\");",
            "select(users.id).where(users.name);",
            "select(users.id).orderBy(\"id\");",
            "select(users.id).groupBy(\"id\");",
            "select(users.id).limit(\"1\");",
            "select(users.id).limit(param(\"n\", TEXT));",
            "select(users.id).join(\"address\");",
            "select(users.id).from(\"address\");",
            // rows of another class
            "select(users.id, users.name).row(new Object[2], null).<UserView>to((Long id) -> new UserView(id));",
            "Row2<String, Long> row = select(users.id, users.name).row(new Object[2], null);",
            "select(users.name, users.id).row(new Object[2], null).to(UserView::new);",
            "String name = select(users.id).row(new Object[1], null).v1();",
            "String name = select(users.id).row(new Object[1], null).get(users.id);",
            "Select<Row1<String>> select = select(users.id);",
            "Returning<Row1<String>> returning = delete(users).returning(users.id);",
            "insert(users).option(ExecutionOptions.FETCH_SIZE, \"5\");",
            // trees are made by the language alone
            "new BindValue(1, INTEGER);",
            "new Literal(1, INTEGER);",
            "new TextFragment(TextTemplate.parse(\"x\"));");

    private static final List<String> ACCEPTED = List.of(
            """
                Select<Row2<Long, String>> statement = select(users.id, users.name)
                        .where(users.name.like("s%").and(users.fullname.isNotNull()))
                        .orderBy(users.name.asc()).limit(10);
                Row2<Long, String> row = statement.row(new Object[] {1L, "a"}, null);
                String text = row.v1() + row.v2();
                UserView view = row.to(UserView::new);
                UserView short1 = select(users.id).row(new Object[] {1L}, null).to(UserView::new);
                """,
            "Returning<Row1<Long>> insert = insert(users).set(users.name, \"sandy\").returning(users.id);",
            "Select<Row1<Long>> count = select(count()).from(users);",
            "var manager = users.as(\"manager\"); NumericExpression<Long> id = manager.c(users.id);",
            "Users manager = users.as(\"manager\", Users::new); NumericColumn<Long> id = manager.id;",
            "TextExpression name = users.as(\"m\").c(users.name); Condition active = users.as(\"m\").c(users.active);",
            "TemporalExpression<LocalDate> hired = employees.as(\"m\").c(employees.hired);",
            "Condition all = users.id.in(1L, 2L).and(users.id.in(List.of(3L))).or(users.id.in(select(users.id)));",
            "Condition ids = users.id.in(param(\"ids\", array(BIGINT)));",
            "Expression<Long> first = coalesce(users.id, scalarSubquery(select(max(users.id))));",
            "NumericExpression<BigDecimal> total = sum(caseWhen(users.active).then(1).otherwise(0));",
            "select(users.id).where(function(\"starts_with\", BOOLEAN, users.name, value(\"a\")));",
            "update(users).setNull(users.fullname).set(users.age, users.age.plus(1)).where(users.id.eq(5L));",
            "insert(users).set(users.name, (String) null); update(users).set(users.age, users.age.minus(users.age));",
            "insert(users).rows(List.of(\"a\"), (row, name) -> row.set(users.name, name).setNull(users.fullname));",
            "Table table = new MetaData().table(\"t\", Schema.column(\"id\", BIGINT));"
                    + " Column<Long> id = table.c(\"id\", Long.class); id.eq(5L);",
            "List<Ordering> keys = new ArrayList<>(List.of(users.name.desc(), users.id));"
                    + " select(users.id).orderBy(keys);",
            "employees.hired.plus(Duration.ofDays(1)).extract(DateField.YEAR).plus(1).gt(2000);",
            "text(\"SELECT 1\").columns(BIGINT, TEXT).row(new Object[2], null).to(UserView::new);",
            """
                        final class People extends Table {
                            public final Column<Long> id = column("id", BIGINT, Schema.identity(), Schema.primaryKey());
                            public final Column<String> name = column("name", varchar(30), Schema.notNull());
                            public final Column<String> fullname = column("fullname", TEXT);
                            public People(MetaData metadata) { super("user_account", metadata); }
                        }
                        People people = new People(new MetaData());
                        Select<Row2<Long, String>> select = select(people.id, people.name).where(people.name.eq("x"));
                        """);

    private static Map<String, List<String>> problems = Map.of();

    /** A class with one of the statements; all of them are compiled at once, since starting the compiler takes long. */
    private static final class Program extends SimpleJavaFileObject {
        private final String statement;
        private final String source;

        Program(String statement, int number) {
            super(URI.create("string:///Program" + number + ".java"), Kind.SOURCE);
            this.statement = statement;
            this.source = """
                    import static io.cinnabar.fixture.Tables.*;
                    import static io.cinnabar.sql.Functions.*;
                    import static io.cinnabar.sql.Sql.*;
                    import static io.cinnabar.type.Types.*;
                    import io.cinnabar.fixture.*;
                    import io.cinnabar.schema.*;
                    import io.cinnabar.sql.*;
                    import java.math.BigDecimal;
                    import java.time.*;
                    import java.util.*;

                    class Program%d {
                        record UserView(Long id, String name) {
                            UserView(Long id) {
                                this(id, "");
                            }
                        }
                        void run() {
                            %s
                        }
                    }
                    """.formatted(number, statement);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }

    @BeforeAll
    static void compile(@TempDir Path classes) throws IOException {
        Map<String, List<String>> found = new HashMap<>();
        for (List<String> statements : List.of(REFUSED, ACCEPTED)) {
            List<Program> programs = new ArrayList<>();
            statements.forEach(statement -> programs.add(new Program(statement, programs.size())));
            var collector = new DiagnosticCollector<JavaFileObject>();
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-proc:none",
                    "-Xlint:all",
                    "-Xlint:-classfile",
                    "-Xmaxerrs",
                    "10000",
                    "--release",
                    "17");
            var compiler = ToolProvider.getSystemJavaCompiler();
            try (var files = compiler.getStandardFileManager(collector, Locale.ROOT, null)) {
                compiler.getTask(new StringWriter(), files, collector, options, null, programs)
                        .call();
            }
            // A copy, as writing a message makes the compiler look at more classes, and perhaps find more.
            for (var problem : List.copyOf(collector.getDiagnostics())) {
                if (problem.getSource() instanceof Program program) {
                    found.computeIfAbsent(program.statement, key -> new ArrayList<>())
                            .add(problem.getCode() + ": " + problem.getMessage(Locale.ROOT));
                }
            }
        }
        problems = Map.copyOf(found);
    }

    static Stream<String> refused() {
        return REFUSED.stream();
    }

    static Stream<String> accepted() {
        return ACCEPTED.stream();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(String statement) {
        assertThat(problems.getOrDefault(statement, List.of()))
                .anyMatch(error -> error.startsWith("compiler.err"))
                .noneMatch(error -> error.startsWith("compiler.err.doesnt.exist"));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void accepts(String statement) {
        assertThat(problems.getOrDefault(statement, List.of())).isEmpty();
    }
}
