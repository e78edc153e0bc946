package io.cinnabar.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierQuoterTests {
    private static final IdentifierQuoter QUOTER = new IdentifierQuoter('"', ReservedWords.COMMON, 63, false);
    private static final IdentifierQuoter BACKTICKS = new IdentifierQuoter('`', ReservedWords.COMMON, 63, false);
    private static final IdentifierQuoter UPPER = new IdentifierQuoter('"', ReservedWords.COMMON, 63, true);

    static List<String> hostileNames() {
        return List.of(
                "'",
                "\"",
                "`",
                "\\",
                "\\'",
                "''",
                "\"\"",
                ";--",
                "/* */",
                "*/",
                "$$",
                "$tag$",
                "?",
                ":x",
                "%",
                "%(x)s",
                "{0}",
                "--\n",
                "#",
                "\n",
                "\u02BC",
                "\uFF07",
                "\u7F27",
                "a".repeat(63),
                "é".repeat(31),
                "select",
                "user",
                "\"a\"",
                "`a`",
                "a\".\"b",
                "a`.`b",
                " ",
                "a ",
                "A",
                "a",
                "İ",
                "ı",
                "1a",
                "a-b",
                "a.b",
                "\t",
                "\u200B",
                "\uD83D\uDE00",
                "x\"; DROP TABLE canary; --");
    }

    @ParameterizedTest
    @CsvSource({"a,a", "user_account,user_account", "_x1,_x1", "User,\"User\"", "1a,\"1a\"", "a b,\"a b\"", "a$,\"a$\""
    })
    void quotesWhatIsNotPlain(String name, String expected) {
        assertThat(QUOTER.quote(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select", "user", "order", "group", "table", "all", "value", "window", "end", "returning"})
    void quotesReservedWords(String word) {
        assertThat(QUOTER.quote(word)).isEqualTo("\"" + word + "\"");
    }

    @Test
    void holdsReservedWordsInLowerCase() {
        assertThat(ReservedWords.COMMON)
                .allSatisfy(word -> assertThat(word)
                        .isEqualTo(word.toLowerCase(Locale.ROOT))
                        .matches("[a-z_]+"));
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void writesNamesThatReadBackAsThemselves(String name) {
        assertThat(readBack(QUOTER.quote(name), '"')).isEqualTo(name);
        assertThat(readBack(BACKTICKS.quote(name), '`')).isEqualTo(name);
    }

    @Test
    void neverWritesTwoNamesAlike() {
        Map<String, String> written = new HashMap<>();
        hostileNames().forEach(name -> written.put(QUOTER.quote(name), name));
        assertThat(written).hasSize(hostileNames().size());
        String letters = "aAbB\"`'\\;-$ .é_0\n";
        var random = new Random(42);
        for (int count = 0; count < 200_000; count++) {
            var name = new StringBuilder();
            for (int length = random.nextInt(1, 7); length > 0; length--) {
                name.append(letters.charAt(random.nextInt(letters.length())));
            }
            String sql = QUOTER.quote(name.toString());
            String other = written.put(sql, name.toString());
            if (other != null && !other.contentEquals(name)) {
                throw new AssertionError("'" + other + "' and '" + name + "' are both written " + sql);
            }
            assertThat(readBack(sql, '"')).isEqualTo(name.toString());
        }
    }

    /** Reads one identifier as a database does, and fails where it does not reach to the end. */
    private static String readBack(String sql, char quote) {
        if (sql.charAt(0) != quote) {
            assertThat(sql).matches("[a-z_][a-z0-9_]*");
            return sql;
        }
        var name = new StringBuilder();
        int index = 1;
        while (index < sql.length()) {
            char character = sql.charAt(index);
            if (character == quote) {
                if (index == sql.length() - 1) {
                    return name.toString();
                }
                index++;
                assertThat(sql.charAt(index)).as("a quote inside %s", sql).isEqualTo(quote);
            }
            name.append(character);
            index++;
        }
        throw new AssertionError("no end in " + sql);
    }

    @Test
    void refusesNamesThatCannotBeSent() {
        assertThatThrownBy(() -> QUOTER.quote(""))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("A name of a statement is empty. [SQL-011]");
        assertThatThrownBy(() -> QUOTER.quote("a\0b"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("A name must not contain the character NUL (U+0000): 'a␀b'. [SQL-011]");
        assertThatThrownBy(() -> QUOTER.quote("a\uD83D"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("half of a surrogate pair");
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertThat(QUOTER.quote("é".repeat(31) + "a")).isNotEmpty();
        assertThatThrownBy(() -> QUOTER.quote("é".repeat(32)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("has 64 bytes, but the database takes 63 at most.")
                .hasMessageEndingWith("[SQL-011]");
    }

    @Test
    void cutsGeneratedNamesThatAreTooLong() {
        String name = "ix_" + "a".repeat(100);
        assertThat(QUOTER.fitted("short")).isEqualTo("short");
        assertThat(QUOTER.fitted(name)).hasSize(63).startsWith("ix_aaaa").isEqualTo(QUOTER.fitted(name));
        assertThat(QUOTER.quoteGenerated(name)).isEqualTo(QUOTER.fitted(name));
        assertThat(QUOTER.quoteGenerated("A".repeat(70))).startsWith("\"AAAA").hasSize(65);
    }

    @Test
    void cutsBetweenCharacters() {
        for (String letter : List.of("é", "\u7F27", "\uD83D\uDE00")) {
            for (int padding = 0; padding < 5; padding++) {
                String cut = QUOTER.fitted("x".repeat(padding) + letter.repeat(70));
                assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isBetween(59, 63);
                assertThat(IdentifierQuoter.hasLoneSurrogate(cut)).isFalse();
            }
        }
    }

    @Test
    void keepsCutNamesApart() {
        Set<String> cut = new HashSet<>();
        for (int number = 0; number < 20_000; number++) {
            cut.add(QUOTER.fitted("fk_" + "long_name_".repeat(8) + number));
            cut.add(QUOTER.fitted("fk_" + number + "long_name_".repeat(8)));
        }
        assertThat(cut).hasSize(40_000);
    }

    @Test
    void knowsHowTheCatalogSpellsNames() {
        assertThat(UPPER.stored("user_account")).isEqualTo("USER_ACCOUNT");
        assertThat(UPPER.stored("user")).isEqualTo("user"); // quoted, as it is reserved
        assertThat(UPPER.stored("User")).isEqualTo("User");
        assertThat(UPPER.fromStored("USER_ACCOUNT")).isEqualTo("user_account");
        assertThat(UPPER.fromStored("USER")).isEqualTo("USER");
        assertThat(UPPER.fromStored("User")).isEqualTo("User");
        assertThat(QUOTER.stored("user_account")).isEqualTo("user_account");
        assertThat(QUOTER.fromStored("USER_ACCOUNT")).isEqualTo("USER_ACCOUNT");
        for (String name : List.of("a", "user", "User", "a b", "ß")) {
            assertThat(UPPER.fromStored(UPPER.stored(name))).isEqualTo(name);
        }
    }
}
