package io.cinnabar.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cinnabar.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTemplateTests {

    static Stream<Arguments> parameters() {
        return Stream.of(
                arguments("SELECT :id", "SELECT {id}"),
                arguments(":a", "{a}"),
                arguments("", ""),
                arguments("a = :a AND b = :b OR a < :a", "a = {a} AND b = {b} OR a < {a}"),
                arguments("IN(:ids)", "IN({ids})"),
                arguments("x=:x_1,y=:_y", "x={x_1},y={_y}"),
                arguments("-:n", "-{n}"),
                arguments(":größe", "{größe}"),
                arguments(":a::text", "{a}::text"),
                arguments("x::text = :x", "x::text = {x}"),
                arguments("a::varchar(:n)", "a::varchar({n})"),
                arguments(":a:b", "{a}:b"),
                arguments(":name, :nickname", "{name}, {nickname}"),
                arguments("'it''s' || :x", "'it''s' || {x}"),
                arguments("E'a\\'' || :x", "E'a\\'' || {x}"),
                arguments("E'a''b\\'c :y' || :x", "E'a''b\\'c :y' || {x}"),
                arguments("(e'\\\\' || :x)", "(e'\\\\' || {x})"),
                arguments("'\\' || :x", "'\\' || {x}"),
                arguments("type'a\\' || :x", "type'a\\' || {x}"),
                arguments("/* a /* :b */ :c */ :d", "/* a /* :b */ :c */ {d}"),
                arguments("-- it's :a\n:b", "-- it's :a\n{b}"),
                arguments("$$ :a $$ :b", "$$ :a $$ {b}"),
                arguments("$f$ $$ :a $f$ :b", "$f$ $$ :a $f$ {b}"),
                arguments("$1 :a", "$1 {a}"),
                arguments("a$b$c :d $b$", "a$b$c {d} $b$"),
                arguments("data ? :key", "data ? {key}"),
                arguments("data ?| array[:a]", "data ?| array[{a}]"),
                arguments("\\:a :b", ":a {b}"),
                arguments("\"a\"\":b\" = :c", "\"a\"\":b\" = {c}"),
                arguments("`:a` = :b", "`:a` = {b}"));
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("parameters")
    void findsNamedParameters(String sql, String expected) {
        TextTemplate template = TextTemplate.parse(sql);
        var marked = new StringBuilder(template.parts().get(0));
        for (int index = 0; index < template.names().size(); index++) {
            marked.append('{').append(template.names().get(index)).append('}');
            marked.append(template.parts().get(index + 1));
        }
        assertThat(marked).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '12:30:00'",
                "12:30:00",
                "TIME '12:30:00' + INTERVAL ':x'",
                "a[1:2]",
                "a[1:n]",
                "a[low:high]",
                "a[:]",
                "x := 5",
                "x::int",
                "a :: int",
                "\":a\"",
                "':a''b :c'",
                "E'\\':a'",
                "-- :a",
                "--:a\r",
                "/* :a */",
                "/* :a",
                "':a",
                "\":a",
                "$$:a",
                "$a$ :b $$",
                "a:",
                ":",
                "::",
                ": a",
                ":1",
                "?",
                "a ?& b @> c"
            })
    void leavesOtherColonsAlone(String sql) {
        assertThat(TextTemplate.parse(sql)).isEqualTo(new TextTemplate(List.of(sql), List.of()));
    }

    @Test
    void refusesNul() {
        assertThatThrownBy(() -> TextTemplate.parse("SELECT '\0'"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("SQL text must not contain the character NUL (U+0000). [SQL-001]");
    }

    @Test
    void hasOnePartMoreThanNames() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TextTemplate(List.of("a"), List.of("b")));
    }

    /** Whatever stands in quotes or comments: the parameters around it are found, and the text stays as it is. */
    @Test
    void findsParametersBetweenRandomPieces() {
        List<String> pieces = List.of(
                "'a:b''c'",
                "\"x:y\"",
                "/* :z /* :y */ */",
                "-- :q'\n",
                "$t$ :r ' $t$",
                "E'\\' :s'",
                "::int",
                "(",
                ",",
                "42");
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var sql = new StringBuilder();
            var names = new ArrayList<String>();
            var text = new StringBuilder();
            for (int count = random.nextInt(12); count >= 0; count--) {
                if (random.nextBoolean()) {
                    String name = "p" + random.nextInt(5);
                    names.add(name);
                    sql.append(" :").append(name);
                    text.append(" ");
                } else {
                    String piece = " " + pieces.get(random.nextInt(pieces.size()));
                    sql.append(piece);
                    text.append(piece);
                }
            }
            TextTemplate template = TextTemplate.parse(sql.toString());
            assertThat(template.names()).as("%s", sql).isEqualTo(names);
            assertThat(String.join("", template.parts())).isEqualTo(text.toString());
        }
    }
}
