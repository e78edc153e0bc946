package io.cinnabar.docs.orm;

import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Engine;
import io.cinnabar.docs.Printed;
import io.cinnabar.mapping.Mappings;
import io.cinnabar.orm.SessionFactory;
import io.cinnabar.schema.CreateTable;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Table;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The code of the guide to mapping. */
abstract class MappingGuide {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final String url;
    private final Printed printed = new Printed();

    MappingGuide(TestDatabaseUrl database) {
        this.url = database.url();
    }

    @BeforeEach
    void print() {
        printed.start();
    }

    @AfterEach
    void stop() {
        printed.stop();
    }

    private void shows(String tag) {
        printed.check("MappingGuide." + tag);
    }

    private static void create(Engine engine, Mappings mappings) {
        engine.connect(connection ->
                        connection.dropAll(mappings.metadata()).then(connection.createAll(mappings.metadata())))
                .block(DEADLINE);
    }

    @Test
    void makesTables() {
        for (Table table : List.of(Product_.ENTITY.table(), Stock_.ENTITY.table())) {
            System.out.println(new CreateTable(table, false, table.foreignKeys()));
        }
        shows("tables");
    }

    @Test
    void keepsObjects() {
        Engine engine = Engine.create(url);
        SessionFactory sessions = SessionFactory.create(engine, Mappings.of(Product.class, Stock.class));
        create(engine, sessions.mappings());
        // tag::use
        var ink = new Product("ink", new Product.Size(12, 4, "cm"));
        ink.setLanguage(Locale.ITALIAN);
        sessions.withTransaction(session -> {
                    session.add(ink);
                    session.add(new Stock(new Stock.Place("A", 3), ink, 40));
                    return Mono.empty();
                })
                .block();

        sessions.withSession(session -> session.execute(select(Product.class).where(Product_.size.height.gt(10)))
                        .one()
                        .doOnNext(product -> System.out.println(product.getSize() + ", " + product.getLanguage()))
                        .then(session.get(Stock.class, new Stock.Place("A", 3)))
                        .doOnNext(stock -> System.out.println(stock.getAmount())))
                .block();
        // end::use
        shows("use");
        engine.close().block(DEADLINE);
    }

    @Test
    void mapsByHand() {
        Engine engine = Engine.create(url);
        // tag::imperative
        Country.Source countries = new Country.Mapping(new Country.Rows(new MetaData())).entity();
        SessionFactory sessions = SessionFactory.create(engine, Mappings.of(countries));
        // end::imperative
        create(engine, sessions.mappings());
        var italy = new Country();
        italy.code = "it";
        italy.name = "Italia";
        sessions.withTransaction(session -> {
                    session.add(italy);
                    return Mono.empty();
                })
                .block(DEADLINE);
        List<Country> found = sessions.withSession(
                        session -> session.execute(select(countries).where(countries.name.startsWith("I")))
                                .all()
                                .collectList())
                .block(DEADLINE);
        assertThat(found)
                .singleElement()
                .satisfies(country -> assertThat(country.name).isEqualTo("Italia"));
        engine.close().block(DEADLINE);
    }
}
