package io.cinnabar.dialect.h2;

import static io.cinnabar.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.type.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H2StatementTextTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT 'it''s'                       | SELECT 'it''s'",
                "SELECT 1; SELECT 2                   | SELECT 1; SELECT 2",
                "SELECT 'a;b'; SELECT 'c'             | SELECT U&'a\\003bb'; SELECT 'c'",
                "SELECT 'it''s;', ''                  | SELECT U&'it''s\\003b', ''",
                "SELECT 'a\\;b'                       | SELECT U&'a\\\\\\003bb'",
                "SELECT 1 AS \"a;\"\"b\"              | SELECT 1 AS U&\"a\\003b\"\"b\"",
                "SELECT U&'a;b'                       | SELECT U&'a\\003bb'",
                "SELECT u&'a;!!b' UESCAPE '!'         | SELECT u&'a!003b!!b' UESCAPE '!'",
                "SELECT x LIKE'a;'                    | SELECT x LIKE U&'a\\003b'",
                "SELECT 1 -- one; two                 | SELECT 1 -- one, two",
                "SELECT 1 /* ; /* ; */ ; */ + 1       | SELECT 1 /* , /* , */ , */ + 1",
                "SELECT $$it's; \\$$                  | SELECT U&'it''s\\003b \\\\'",
                "SELECT $$it's$$                      | SELECT $$it's$$",
                "SELECT 'unfinished;                  | SELECT U&'unfinished\\003b",
                "SELECT 1 /* unfinished;              | SELECT 1 /* unfinished,",
            })
    void escapesSemicolonsThatSeparateNothing(String sql, String expected) {
        assertThat(H2StatementText.withoutInnerSemicolons(sql)).isEqualTo(expected);
    }

    @Test
    void endsALineCommentWithItsLine() {
        assertThat(H2StatementText.withoutInnerSemicolons("SELECT 1 // a;\n; SELECT ';'"))
                .isEqualTo("SELECT 1 // a,\n; SELECT U&'\\003b'");
    }

    @Test
    void meansTheSameToTheDatabase() {
        try (H2Session session = H2Session.open()) {
            var row = session.one(
                    text("SELECT 'a;\\b', U&'\\0041;', $$it's; \\$$, JSON '\";\"', \"n;\" /* ; */ FROM (SELECT 1 AS \"n;\") -- ;")
                            .columns(Types.TEXT, Types.TEXT, Types.TEXT, Types.JSON, Types.INTEGER));
            assertThat(row.v1()).isEqualTo("a;\\b");
            assertThat(row.v2()).isEqualTo("A;");
            assertThat(row.v3()).isEqualTo("it's; \\");
            assertThat(row.v4().text()).isEqualTo("\";\"");
            assertThat(row.v5()).isEqualTo(1);
        }
    }
}
