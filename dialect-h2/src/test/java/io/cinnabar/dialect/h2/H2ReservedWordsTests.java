package io.cinnabar.dialect.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.compile.ReservedWords;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.h2.util.ParserUtil;
import org.junit.jupiter.api.Test;

class H2ReservedWordsTests {

    @Test
    void areTheKeywordsOfThisVersion() {
        Set<String> candidates = Arrays.stream(ParserUtil.class.getFields())
                .map(Field::getName)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        candidates.addAll(ReservedWords.COMMON);
        candidates.addAll(H2ReservedWords.ALL);
        assertThat(H2ReservedWords.ALL)
                .containsExactlyInAnyOrderElementsOf(candidates.stream()
                        .filter(word -> ParserUtil.getTokenType(word, true, true) != ParserUtil.IDENTIFIER)
                        .toList());
    }

    @Test
    void canBeNamesOnceQuoted() {
        var quoter = H2Dialect.create().quoter();
        var words = new TreeSet<>(H2ReservedWords.ALL);
        words.addAll(ReservedWords.COMMON);
        try (H2Session session = H2Session.open()) {
            for (String word : words) {
                String name = quoter.quote(word);
                session.sql("CREATE TABLE " + name + " (" + name + " INT CONSTRAINT " + quoter.quote("c_" + word)
                        + " UNIQUE)");
                session.sql(
                        "SELECT " + name + "." + name + " FROM " + name + " WHERE " + name + " = 1 ORDER BY " + name);
                session.sql("DROP TABLE " + name);
            }
        }
    }
}
