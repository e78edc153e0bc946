package io.cinnabar.examples.chinook;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.select;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Engine;
import io.cinnabar.schema.Table;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The example on one database; the answers are compared with a file, and so with those of the other databases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ChinookSuite {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ROWS = 15_607;

    private final ChinookSchema schema = new ChinookSchema();
    private final ChinookQuestions questions = new ChinookQuestions(schema);
    private final List<String> firstRun = new ArrayList<>();
    private Engine engine;

    @BeforeAll
    void runTheExample(TestDatabaseUrl url) {
        engine = Engine.create(url.url());
        new Chinook(firstRun::add).run(engine).block(PATIENCE);
    }

    @AfterAll
    void close() {
        engine.close().block(PATIENCE);
    }

    @Test
    void loadsEveryRowOfEveryFile() {
        Map<String, Long> expected = new LinkedHashMap<>();
        schema.metadata
                .tables()
                .forEach(table ->
                        expected.put(table.name(), (long) Csv.of(table.name()).size()));

        assertThat(rowCounts()).isEqualTo(expected);
        assertThat(expected.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(ROWS);
    }

    @Test
    void showsTheProgressOfLoading() {
        assertThat(firstRun).contains("  track            3,503 rows", "  in all          15,607 rows");
        List<String> names = schema.metadata.tables().stream().map(Table::name).toList();
        assertThat(firstRun).filteredOn(line -> line.endsWith(" rows")).hasSize(names.size() + 1);
    }

    @Test
    void answersCharacterForCharacterAsOnEveryDatabase() throws IOException {
        int firstAnswer = firstRun.indexOf("");
        String answers = firstRun.stream()
                .skip(firstAnswer + 1)
                .filter(line -> !line.startsWith("  SQL: "))
                .map(line -> line + "\n")
                .collect(Collectors.joining());

        assertThat(answers).isEqualTo(expectedAnswers());
    }

    /** One for each kind of change, and not one for what is not loaded. */
    @Test
    void writesAnAfternoonInFewStatements() {
        List<String> sent =
                firstRun.stream().filter(line -> line.startsWith("  SQL: ")).toList();
        assertThat(sent)
                .allMatch(line -> line.matches("  SQL: (INSERT INTO|UPDATE|DELETE FROM) .*"))
                .hasSizeBetween(8, 10);
        assertThat(sent)
                .filteredOn(line -> line.contains("UPDATE employee"))
                .singleElement()
                .asString()
                .contains("title")
                .doesNotContain("reports_to");
        assertThat(sent)
                .noneMatch(line -> line.contains("DELETE FROM playlist_track") || line.contains("UPDATE track"));
    }

    private static String expectedAnswers() throws IOException {
        try (InputStream file = ChinookSuite.class.getResourceAsStream("/chinook-answers.txt")) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    @Test
    void doesNotLoadTwice() {
        List<String> secondRun = new ArrayList<>();
        new Chinook(secondRun::add).run(engine).block(PATIENCE);

        assertThat(secondRun).contains("Nothing to load: table 'artist' holds 275 rows already.");
        assertThat(rowCounts().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(ROWS);
        assertThat(secondRun.subList(secondRun.indexOf(""), secondRun.size()))
                .isEqualTo(firstRun.subList(firstRun.indexOf(""), firstRun.size()));
    }

    @Test
    void findsTheArtistThatEarnsMost() {
        Map<String, BigDecimal> revenue = Csv.revenueByArtist();
        List<Object> first = answer(questions.topArtists()).row(0);

        assertThat(first.get(0)).isEqualTo("Iron Maiden").isEqualTo(Csv.greatest(revenue));
        assertThat(first.get(2)).isEqualTo(new BigDecimal("138.60")).isEqualTo(revenue.get("Iron Maiden"));
    }

    @Test
    void findsTheCountryWithTheGreatestSales() {
        Map<String, BigDecimal> sales = Csv.salesByCountry();
        List<Object> first = answer(questions.salesByCountry()).row(0);

        assertThat(first.get(0)).isEqualTo("USA").isEqualTo(Csv.greatest(sales));
        assertThat(first.get(2)).isEqualTo(new BigDecimal("523.06")).isEqualTo(sales.get("USA"));
    }

    @Test
    void findsThePlaylistsWithoutTracks() {
        assertThat(answer(questions.emptyPlaylists()).size()).isEqualTo(Csv.emptyPlaylists());
    }

    @Test
    void keepsTheManagerThatHasNone() {
        assertThat(answer(questions.staff()).row(0)).containsExactly("Adams", "General Manager", "-", 0L);
    }

    private AnswerTable answer(Question question) {
        return engine.connect(question::ask).block(PATIENCE);
    }

    private Map<String, Long> rowCounts() {
        return engine.connectMany(connection -> Flux.fromIterable(schema.metadata.tables())
                        .concatMap(table -> Mono.just(table.name())
                                .zipWith(connection.scalar(select(count()).from(table)))))
                .collectMap(named -> named.getT1(), named -> named.getT2())
                .block(PATIENCE);
    }
}
