package io.cinnabar.tests.orm;

import static io.cinnabar.orm.Loading.containsEager;
import static io.cinnabar.orm.Loading.defaultLoad;
import static io.cinnabar.orm.Loading.defer;
import static io.cinnabar.orm.Loading.joinedLoad;
import static io.cinnabar.orm.Loading.loadOnly;
import static io.cinnabar.orm.Loading.raiseLoad;
import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.orm.Loading.withCriteria;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.orm.load.EntityLoader;
import io.cinnabar.orm.load.LoadPlan;
import io.cinnabar.orm.load.LoadPlans;
import io.cinnabar.orm.state.PersistenceContext;
import io.cinnabar.orm.state.RaisingAccess;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.RowHeader;
import io.cinnabar.sql.Select;
import io.cinnabar.tests.orm.model.Address;
import io.cinnabar.tests.orm.model.Address_;
import io.cinnabar.tests.orm.model.Models;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.orm.model.User_;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What is sent for a select over entities, and how its rows are asked for; without any database. */
class LoadPlanTests {
    private static final String USER = "orm_user.id, orm_user.name, orm_user.status";

    private static String sql(Select<?> select) {
        return LoadPlan.of(select).statement().toString();
    }

    @Test
    void selectsTheColumnsOfEntities() {
        assertThat(sql(select(User.class).where(User_.name.eq("sandy"))))
                .isEqualTo("SELECT " + USER + " FROM orm_user WHERE orm_user.name = ?");
        assertThat(sql(select(User_.ENTITY, Address_.email).join(User_.addresses)))
                .isEqualTo("SELECT " + USER
                        + ", orm_address.email FROM orm_user JOIN orm_address ON orm_user.id = orm_address.user_id");
    }

    @Test
    void joinsWhatIsLoadedByAJoin() {
        LoadPlan<Address> plan = LoadPlan.of(select(Address.class).options(joinedLoad(Address_.user)));
        assertThat(plan.statement().toString())
                .isEqualTo("SELECT orm_address.id, orm_address.email, orm_address.user_id, user_1.id, user_1.name,"
                        + " user_1.status FROM orm_address LEFT JOIN orm_user AS user_1 ON orm_address.user_id ="
                        + " user_1.id");
        assertThat(plan.isUnique()).isFalse();
        assertThat(LoadPlan.of(select(User.class).options(joinedLoad(User_.addresses)))
                        .isUnique())
                .isTrue();
    }

    @Test
    void ordersJoinedCollectionsBehindTheStatement() {
        assertThat(sql(select(User.class).options(joinedLoad(User_.addresses)).orderBy(User_.name)))
                .endsWith("ORDER BY orm_user.name, addresses_1.id");
    }

    @Test
    void wrapsALimitAndKeepsTheOptionsOfTheStatement() {
        Select<User> limited = select(User.class)
                .options(joinedLoad(User_.addresses))
                .orderBy(User_.name)
                .limit(3)
                .option(ExecutionOptions.LABEL, "page");
        assertThat(sql(limited))
                .startsWith("SELECT selected.id, selected.name, selected.status, addresses_1.id")
                .contains(
                        "FROM (SELECT " + USER + " FROM orm_user ORDER BY orm_user.name LIMIT ?) AS selected LEFT JOIN")
                .endsWith("ORDER BY selected.name, addresses_1.id");
        assertThat(LoadPlan.of(limited).statement().options().get(ExecutionOptions.LABEL))
                .isEqualTo("page");
    }

    @Test
    void addsNothingForWhatIsLoadedLaterOrNotAtAll() {
        String plain = "SELECT " + USER + " FROM orm_user";
        assertThat(sql(select(User.class).options(selectInLoad(User_.addresses))))
                .isEqualTo(plain);
        assertThat(sql(select(User.class).options(raiseLoad(User_.addresses)))).isEqualTo(plain);
    }

    @Test
    void takesContainedObjectsFromTheJoinThatIsThere() {
        assertThat(sql(select(User.class).join(User_.addresses).options(containsEager(User_.addresses))))
                .isEqualTo("SELECT " + USER + ", orm_address.id, orm_address.email, orm_address.user_id FROM orm_user"
                        + " JOIN orm_address ON orm_user.id = orm_address.user_id");
    }

    @Test
    void refusesOptionsThatStartElsewhere() {
        assertThatThrownBy(() -> LoadPlan.of(select(User.class).options(selectInLoad(Address_.user))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("starts at nothing that the statement selects");
    }

    @Test
    void selectsOnlyTheColumnsThatAreLoaded() {
        assertThat(sql(select(User.class).options(loadOnly(User_.name))))
                .isEqualTo("SELECT orm_user.id, orm_user.name FROM orm_user");
        assertThat(sql(select(Address.class).options(defer(Address_.email))))
                .isEqualTo("SELECT orm_address.id, orm_address.user_id FROM orm_address");
        assertThat(sql(select(Address.class).options(joinedLoad(Address_.user).with(loadOnly(User_.status)))))
                .startsWith(
                        "SELECT orm_address.id, orm_address.email, orm_address.user_id, user_1.id, user_1.status FROM");
    }

    @Test
    void putsConditionsIntoTheJoinOfAnAlias() {
        var some = User_.addresses.and(
                Address_.email.like("%@b").or(Address_.user.has(User_.name.eq("x"))), Address_.id.gt(User_.id));
        assertThat(sql(select(User.class).options(joinedLoad(some))))
                .contains("LEFT JOIN orm_address AS addresses_1 ON orm_user.id = addresses_1.user_id AND"
                        + " (addresses_1.email LIKE ? OR EXISTS (SELECT 1 FROM orm_user WHERE addresses_1.user_id ="
                        + " orm_user.id AND orm_user.name = ?)) AND addresses_1.id > orm_user.id");
    }

    @Test
    void joinsInsteadOfLeftJoins() {
        assertThat(sql(select(Address.class).options(joinedLoad(Address_.user).inner())))
                .contains("FROM orm_address JOIN orm_user AS user_1 ON");
        assertThatThrownBy(() -> LoadPlan.of(select(User.class)
                        .options(joinedLoad(User_.addresses)
                                .with(joinedLoad(Address_.user).inner()))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Address.user")
                .hasMessageContaining("outer join above");
    }

    @Test
    void addsCriteriaToRootsAndJoins() {
        var kept = withCriteria(Address_.ENTITY, Address_.email.isNotNull());
        assertThat(sql(select(Address.class).options(kept)))
                .endsWith("FROM orm_address WHERE orm_address.email IS NOT NULL");
        assertThat(sql(select(User_.name, Address_.email)
                        .leftJoin(User_.addresses)
                        .options(kept)))
                .endsWith(
                        "LEFT JOIN orm_address ON orm_user.id = orm_address.user_id AND orm_address.email IS NOT NULL");
        assertThat(sql(select(User.class).options(joinedLoad(User_.addresses), kept)))
                .contains("ON orm_user.id = addresses_1.user_id AND addresses_1.email IS NOT NULL");
        assertThat(sql(select(User.class).join(Address_.ENTITY.table()).options(kept)))
                .endsWith("WHERE orm_address.email IS NOT NULL");
        assertThatThrownBy(() ->
                        sql(select(User.class).leftJoin(Address_.ENTITY.table()).options(kept)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("orm_address");
    }

    @Test
    void saysWhatIsWrongWithAnOption() {
        refused(() -> loadOnly(), "'loadOnly()' names no column");
        refused(() -> loadOnly(User_.name, Address_.email), "columns of several entities");
        refused(() -> sql(select(User.class).options(defer(User_.id))), "'orm_user.id' cannot be deferred");
        refused(() -> sql(select(User.class).options(loadOnly(Address_.email))), "starts at nothing");
        refused(() -> selectInLoad(User_.addresses).recursively(), "does not lead to objects of the same class");
        refused(() -> joinedLoad(User_.addresses).recursively(), "Say how many levels");
        refused(() -> raiseLoad(User_.addresses).recursively(2), "has no levels");
        refused(() -> selectInLoad(User_.addresses).recursively(0), "one level at least");
        refused(() -> selectInLoad(User_.addresses).inner(), "no join that could be inner");
        refused(
                () -> sql(select(User.class).options(defaultLoad(User_.addresses))),
                "The mapping does not load 'User.addresses'");
        refused(
                () -> sql(select(User.class).options(joinedLoad(User_.addresses).with(loadOnly(User_.name)))),
                "is not about Address");
    }

    private static void refused(ThrowableAssert.ThrowingCallable attempt, String message) {
        assertThatThrownBy(attempt)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message)
                .extracting(failure -> ((InvalidRequestException) failure).code())
                .isEqualTo(ErrorCode.LOAD_OPTION_INVALID);
    }

    @Test
    void streamsAskForOnePortionAtATime() {
        var asked = new AtomicLong();
        var loader = new EntityLoader(
                new PersistenceContext(Models.mappings()),
                new RaisingAccess(),
                new LoadPlans(),
                List.of(),
                statement -> Flux.empty());
        var header = new RowHeader(List.of("id", "name", "status"), List.of());
        Flux<Row> rows = Flux.range(0, 1_000)
                .map(number -> Row.of(new Object[] {(long) number, "name", "fresh"}, header))
                .doOnRequest(asked::addAndGet);
        StepVerifier.create(loader.stream(select(User.class), 10, false, statement -> rows), 0)
                .then(() -> assertThat(asked).hasValueLessThanOrEqualTo(10))
                .thenRequest(3)
                .expectNextCount(3)
                .then(() -> assertThat(asked).hasValue(10))
                .thenRequest(8)
                .expectNextCount(8)
                .then(() -> assertThat(asked).hasValue(20))
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(989)
                .verifyComplete();
    }
}
