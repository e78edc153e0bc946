package io.cinnabar.tests.orm;

import static io.cinnabar.orm.Loading.joinedLoad;
import static io.cinnabar.orm.Loading.raiseLoad;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.sql.Select;
import io.cinnabar.tests.orm.model.City;
import io.cinnabar.tests.orm.model.Country;
import io.cinnabar.tests.orm.model.Folder;
import io.cinnabar.tests.orm.model.Related;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Relationships that the mapping says are always loaded: what is loaded by which operation, and that circles end. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class EagerLoadingSuite extends OrmSuite {
    /** A suite on a database. */
    protected EagerLoadingSuite(TestDatabaseUrl database) {
        super(database);
    }

    private Country country(String code) {
        Country country = new Country(code, new City(code + " z"), new City(code + " a"));
        given(country);
        return country;
    }

    private static Select<Country> named(String code) {
        return select(Related.COUNTRY)
                .where(Related.COUNTRY.table().c("code", String.class).eq(code));
    }

    private static void assertComplete(Country country) {
        assertThat(country.cities)
                .extracting(city -> city.name)
                .containsExactly(country.code + " a", country.code + " z");
        assertThat(country.cities).allSatisfy(city -> assertThat(city.country).isSameAs(country));
    }

    @Test
    final void loadsACollectionWithItsOwner() {
        country("get");
        assertStatements(
                sessions.withSession(
                        session -> session.get(Country.class, "get").doOnNext(EagerLoadingSuite::assertComplete)),
                sent -> sent.selects("country", 1).selects("city", 1).count(2));
        assertStatements(
                sessions.withSession(
                        session -> session.execute(named("get")).one().doOnNext(EagerLoadingSuite::assertComplete)),
                sent -> sent.count(2));
        country("get 2");
        assertStatements(
                sessions.withSession(session -> session.getAll(Country.class, List.of("get", "get 2"))
                        .doOnNext(EagerLoadingSuite::assertComplete)
                        .count()
                        .doOnNext(found -> assertThat(found).isEqualTo(2))),
                sent -> sent.selects("country", 1).selects("city", 1).count(2));
    }

    @Test
    final void loadsAReferenceAndWhatIsLoadedWithThat() {
        Country country = country("reference");
        assertStatements(
                sessions.withSession(session -> session.get(City.class, country.cities.get(0).id)
                        .doOnNext(found -> {
                            assertComplete(found.country);
                            assertThat(found.country.cities).contains(found);
                        })),
                sent -> sent.selects("country", 1).selects("city", 2).count(3));
    }

    @Test
    final void loadsOtherwiseWhereTheStatementSaysSo() {
        country("said");
        assertStatements(
                sessions.withSession(session -> session.execute(
                                named("said").options(raiseLoad(Related.COUNTRY_CITIES)))
                        .one()
                        .doOnNext(found -> assertThat(session.isLoaded(found, Related.COUNTRY_CITIES))
                                .isFalse())),
                sent -> sent.count(1));
        assertStatements(
                sessions.withSession(
                        session -> session.execute(named("said").options(joinedLoad(Related.COUNTRY_CITIES)))
                                .one()
                                .doOnNext(EagerLoadingSuite::assertComplete)),
                sent -> sent.count(1));
    }

    @Test
    final void endsInACircleWhenItRefreshes() {
        country("circle");
        assertStatements(
                sessions.withSession(session -> session.get(Country.class, "circle")
                        .flatMap(found -> {
                            found.cities.get(0).name = "given up";
                            return session.refresh(found);
                        })
                        .doOnNext(EagerLoadingSuite::assertComplete)),
                sent -> sent.atMost(8));
        Country kept = country("circle 2");
        assertStatements(
                sessions.withSession(session -> session.get(City.class, kept.cities.get(0).id)
                        .flatMap(session::refresh)
                        .doOnNext(found -> assertComplete(found.country))),
                sent -> sent.atMost(10));
    }

    @Test
    final void followsAChainToItsEnd() {
        Folder leaf = new Folder("leaf", new Folder("middle", new Folder("root", null)));
        given(leaf);
        assertStatements(
                sessions.withSession(session -> session.get(Folder.class, leaf.id)
                        .doOnNext(found -> assertThat(found.parent.parent.name).isEqualTo("root"))),
                sent -> sent.selects("folder", 3).count(3));
    }

    @Test
    final void endsInACircleOfOneClass() {
        Folder first = new Folder("first", null);
        Folder second = new Folder("second", first);
        given(second);
        inTransaction(session -> session.get(Folder.class, second.id)
                .doOnNext(found -> found.parent.parent = found)
                .then());
        assertStatements(
                sessions.withSession(session -> session.get(Folder.class, first.id)
                        .doOnNext(found -> assertThat(found.parent.parent).isSameAs(found))),
                sent -> sent.selects("folder", 2).count(2));
        assertStatements(
                sessions.withSession(session -> session.get(Folder.class, first.id)
                        .flatMap(session::refresh)
                        .doOnNext(found -> assertThat(found.parent.parent).isSameAs(found))
                        .then(Mono.empty())),
                sent -> sent.atMost(6));
    }
}
