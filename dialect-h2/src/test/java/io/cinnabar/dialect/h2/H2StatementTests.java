package io.cinnabar.dialect.h2;

import static io.cinnabar.sql.Functions.coalesce;
import static io.cinnabar.sql.Functions.sum;
import static io.cinnabar.sql.Sql.caseWhen;
import static io.cinnabar.sql.Sql.cast;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.sql.Sql.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.driver.DialectProvider;
import io.cinnabar.dialect.h2.H2SqlCompilerTests.Mood;
import io.cinnabar.dialect.h2.H2SqlCompilerTests.People;
import io.cinnabar.schema.MetaData;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Row1;
import io.cinnabar.type.Json;
import io.cinnabar.type.Types;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the compiler makes, run by H2. */
class H2StatementTests {
    private final H2Session session = H2Session.open();
    private final People people = new People(new MetaData());

    @BeforeEach
    void create() {
        session.create(people);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Insert named(int rows) {
        return insert(people)
                .rows(
                        IntStream.range(0, rows).boxed().toList(),
                        (row, number) -> row.set(people.name, "name " + number));
    }

    @Test
    void returnsTheRowsOfAnInsertInTheOrderOfItsValues() {
        for (int round = 0; round < 3; round++) {
            var returned = session.rows(named(500).returning(people.id, people.name));
            long first = returned.get(0).v1();
            for (int index = 0; index < 500; index++) {
                assertThat(returned.get(index).v1()).isEqualTo(first + index);
                assertThat(returned.get(index).v2()).isEqualTo("name " + index);
            }
        }
    }

    @Test
    void returnsWhatWasChangedAndWhatIsGone() {
        session.update(named(3));
        assertThat(session.rows(update(people)
                                .set(people.pay, new BigDecimal("7"))
                                .where(people.name.eq("name 1"))
                                .returning(
                                        people.id,
                                        people.pay.plus(BigDecimal.ONE).as("more")))
                        .get(0)
                        .v2())
                .isEqualByComparingTo("8");
        assertThat(session.rows(delete(people).where(people.id.gt(1L)).returning(people.name)).stream()
                        .map(Row1::v1)
                        .toList())
                .containsExactlyInAnyOrder("name 1", "name 2");
        assertThat(session.rows(select(people.id))).hasSize(1);
    }

    @Test
    void commitsWhatItReturnsOutsideOfATransaction() {
        session.rows(named(1).returning(people.id));
        try (H2Session other = session.another()) {
            assertThat(other.rows(select(people.id))).hasSize(1);
        }
    }

    @Test
    void findsRowsByIndex() {
        session.sql("CREATE INDEX ix_name ON people (name)");
        session.sql("CREATE INDEX ix_mood ON people (mood)");
        session.sql("CREATE INDEX ix_born ON people (born)");
        assertThat(session.plan(select(people.id).where(people.name.eq("a")))).contains("PUBLIC.IX_NAME: NAME =");
        assertThat(session.plan(select(people.name).where(people.id.in(param("ids", Types.array(Types.BIGINT))))))
                .contains("PUBLIC.PRIMARY_KEY");
        assertThat(session.plan(select(people.id).where(people.name.like("a%"))))
                .contains("PUBLIC.IX_NAME: NAME >=");
        assertThat(session.plan(select(people.id).where(people.mood.eq(Mood.SAD))))
                .contains("PUBLIC.IX_MOOD: MOOD =");
        assertThat(session.plan(select(people.id).where(people.mood.in(Mood.SAD, Mood.HAPPY))))
                .contains("PUBLIC.IX_MOOD: MOOD");
        assertThat(session.plan(select(people.id).where(people.born.between(LocalDateTime.MIN, LocalDateTime.now()))))
                .contains("PUBLIC.IX_BORN: BORN >=");
    }

    @Test
    void computesWithBinds() {
        session.update(insert(people)
                .set(people.name, "a")
                .set(people.pay, new BigDecimal("2.50"))
                .set(people.born, LocalDateTime.of(2020, 1, 1, 0, 0)));
        assertThat(session.one(select(coalesce(value((String) null, Types.TEXT), "none")))
                        .v1())
                .isEqualTo("none");
        assertThat(session.one(select(sum(value(2L)))).v1()).isEqualByComparingTo("2");
        assertThat(session.one(select(value(1).plus(2))).v1()).isEqualTo(3);
        assertThat(session.one(select(people.pay.times(new BigDecimal("1.555"))))
                        .v1())
                .isEqualByComparingTo("3.8875");
        assertThat(session.one(select(caseWhen(people.id.gt(5L)).then("many").otherwise("few")))
                        .v1())
                .isEqualTo("few");
        assertThat(session.one(select(people.born.plus(Duration.ofHours(36)))).v1())
                .isEqualTo(LocalDateTime.of(2020, 1, 2, 12, 0));
        assertThat(session.one(select(cast(value("12"), Types.BIGINT))).v1()).isEqualTo(12L);
        assertThat(session.one(select(cast(value("[1]").concat(""), Types.JSON)))
                        .v1())
                .isEqualTo(Json.of("[1]"));
        var inner = select(value("x").as("x"), people.id).subquery("inner_rows");
        assertThat(session.one(select(inner.c("x", Types.TEXT))).v1()).isEqualTo("x");
    }

    @Test
    void limitsRowsByParameter() {
        session.update(named(5));
        var statement = select(people.id)
                .orderBy(people.id.asc())
                .limit(param("rows", Types.BIGINT))
                .offset(1);
        assertThat(session.rows(statement, Map.of("rows", 2L)).stream()
                        .map(Row1::v1)
                        .toList())
                .containsExactly(2L, 3L);
    }

    @Test
    void comparesLongTextThatTheDriverBindsAsALargeObject() {
        String name = "x".repeat(100_000);
        session.sql("ALTER TABLE people ALTER COLUMN name SET DATA TYPE VARCHAR");
        session.update(insert(people).set(people.name, name));
        assertThat(session.rows(select(people.id).where(people.name.eq(name)))).hasSize(1);
        assertThat(session.rows(select(people.id).where(people.name.in("a", name))))
                .hasSize(1);
        assertThat(session.rows(select(people.id).where(people.name.like(name))))
                .hasSize(1);
    }

    @Test
    void readsTheCatalog() {
        var catalog = new H2DialectProvider().catalog();
        session.sql("CREATE SCHEMA other");
        session.sql("CREATE TABLE other.\"Mixed\" (id INT)");
        session.sql("CREATE VIEW shown AS SELECT id FROM people");
        session.sql("CREATE SEQUENCE numbers");
        assertThat(session.one(catalog.defaultSchema()).v1()).isEqualTo("PUBLIC");
        assertThat(session.rows(catalog.tables()).stream().map(row -> row.v1() + "." + row.v2()))
                .containsExactlyInAnyOrder("PUBLIC.PEOPLE", "OTHER.Mixed");
        assertThat(session.rows(catalog.sequences()).stream().map(row -> row.v1() + "." + row.v2()))
                .containsExactly("PUBLIC.NUMBERS");
        assertThat(session.rows(catalog.enumTypes())).isEmpty();
    }

    @Test
    void isFoundByItsDriverAndItsFactory() {
        var provider = new H2DialectProvider();
        assertThat(provider.driverNames()).containsExactly("h2");
        assertThat(provider.serves(provider.connectionFactory(session.options())))
                .isTrue();
        assertThat(List.copyOf(ServiceLoader.load(DialectProvider.class).stream()
                        .map(ServiceLoader.Provider::type)
                        .toList()))
                .hasSize(1)
                .first()
                .isEqualTo(H2DialectProvider.class);
        assertThat(session.one(text("SELECT 1")).get(0)).isEqualTo(1);
    }
}
