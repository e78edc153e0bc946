package io.cinnabar.docs.tutorial;

import static io.cinnabar.sql.Functions.coalesce;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Functions.function;
import static io.cinnabar.sql.Functions.length;
import static io.cinnabar.sql.Functions.lower;
import static io.cinnabar.sql.Sql.and;
import static io.cinnabar.sql.Sql.caseWhen;
import static io.cinnabar.sql.Sql.cast;
import static io.cinnabar.sql.Sql.exists;
import static io.cinnabar.sql.Sql.label;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.not;
import static io.cinnabar.sql.Sql.or;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.scalarSubquery;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.array;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.sql.Alias;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.NumericExpression;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Row2;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Subquery;
import io.cinnabar.sql.TextExpression;
import io.cinnabar.tests.support.LogCapture;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** Chapter 4, on queries. */
abstract class SelectChapter extends Chapter {

    SelectChapter(TestDatabaseUrl database) {
        super(database);
    }

    // tag::print
    void print(RowStatement<? extends Row> statement) {
        engine.connectMany(connection -> connection.execute(statement).all())
                .doOnNext(row -> System.out.println(row))
                .blockLast();
    }
    // end::print

    @Test
    void selects() {
        // tag::select
        Select<Row2<Long, String>> statement = select(users.id, users.name)
                .where(users.name.like("s%"), users.fullname.isNotNull())
                .orderBy(users.name.asc());
        System.out.println(statement);
        // end::select
        showsSql("select", statement);
        assertThat(printed()).isEqualTo(statement.toString());
        // tag::run
        print(statement);
        // end::run
        shows("run");
        // tag::immutable
        Select<Row2<Long, String>> firstPage = statement.limit(10);
        Select<Row2<Long, String>> secondPage = firstPage.offset(10);
        // end::immutable
        print(firstPage);
        print(secondPage);
        assertThat(printed()).isEqualTo("(2, sandy)\n(1, spongebob)");
        showsSql("postgres", POSTGRES, secondPage);
    }

    @Test
    void combinesConditions() {
        // tag::conditions
        Condition condition = or(users.name.eq("sandy"), and(users.id.gt(1L), not(users.name.startsWith("s"))));
        Select<Row> statement = select(users).where(condition);
        // end::conditions
        showsSql("conditions", statement);
        print(statement);
        shows("conditions-rows");
    }

    // tag::dynamic
    Select<Row1<String>> search(String start, List<Long> ids) {
        List<Condition> conditions = new ArrayList<>();
        if (start != null) {
            conditions.add(users.name.startsWith(start));
        }
        if (ids != null) {
            conditions.add(users.id.in(ids));
        }
        return select(users.name).where(and(conditions)).orderBy(users.name);
    }
    // end::dynamic

    @Test
    void searches() {
        print(search("s", null));
        shows("dynamic-rows");
        print(search(null, List.of(3L)));
        assertThat(printed()).isEqualTo("(patrick)");
    }

    @Test
    void comparesWithNull() {
        // tag::nulls
        String missing = null;
        System.out.println(select(users.id).where(users.fullname.eq(missing)));
        System.out.println(select(users.id).where(users.fullname.ne("Sandy Cheeks")));
        System.out.println(select(users.id).where(users.fullname.isDistinctFrom("Sandy Cheeks")));
        // end::nulls
        shows("nulls");
        print(select(users.id)
                .where(users.fullname.isDistinctFrom("Sandy Cheeks"))
                .orderBy(users.id));
        assertThat(printed()).isEqualTo("(1)\n(3)");
    }

    @Test
    void comparesWithLists() {
        // tag::in
        Select<Row1<Long>> some = select(users.id).where(users.name.in("sandy", "patrick"));
        Select<Row1<Long>> none = select(users.id).where(users.name.in(List.of()));
        // end::in
        showsSql("in-h2", H2, some);
        showsSql("in-postgres", POSTGRES, some);
        print(none);
        assertThat(printed()).isEmpty();
    }

    @Test
    void infersFrom() {
        // tag::where-join
        Select<Row2<String, String>> statement = select(users.name, addresses.email)
                .where(addresses.userId.eq(users.id), users.name.eq("sandy"))
                .orderBy(addresses.email);
        // end::where-join
        showsSql("where-join", statement);
        print(statement);
        shows("where-join-rows");
        try (LogCapture log = LogCapture.of("io.cinnabar.sql", Level.WARN)) {
            // tag::cartesian
            print(select(users.name, addresses.email).where(users.name.eq("patrick")));
            // end::cartesian
            showsText("cartesian", String.join("\n", log.messages()));
        }
    }

    @Test
    void joins() {
        // tag::join
        Select<Row2<String, String>> statement =
                select(users.name, addresses.email).join(addresses).orderBy(addresses.email);
        // end::join
        showsSql("join", statement);
        print(statement);
        shows("join-rows");

        // tag::left-join
        Select<Row2<String, String>> all = select(users.name, addresses.email)
                .from(users)
                .leftJoin(addresses, addresses.userId.eq(users.id).and(addresses.email.endsWith(".org")))
                .orderBy(users.name);
        // end::left-join
        showsSql("left-join", all);
        print(all);
        shows("left-join-rows");
    }

    @Test
    void aliases() {
        // tag::alias
        Alias other = users.as("other");
        var pairs = select(users.name, other.c(users.name))
                .where(users.id.lt(other.c(users.id)))
                .orderBy(users.id, other.c(users.id));
        // end::alias
        showsSql("alias", pairs);
        print(pairs);
        shows("alias-rows");

        // tag::typed-alias
        Users friend = users.as("friend", Users::new);
        var friends = select(users.name, friend.name).where(users.id.lt(friend.id));
        // end::typed-alias
        showsSql("typed-alias", friends);
        print(friends.limit(0));
    }

    @Test
    void groups() {
        // tag::group
        NumericExpression<Long> n = count(addresses.id);
        Select<Row2<String, Long>> statement = select(users.name, n.as("n"))
                .from(users)
                .leftJoin(addresses)
                .groupBy(users.id, users.name)
                .having(n.lt(2L))
                .orderBy(label("n"), users.name);
        // end::group
        showsSql("group", statement);
        print(statement);
        shows("group-rows");
    }

    @Test
    void selectsFromQueries() {
        // tag::subquery
        NumericExpression<Long> n = count().as("n");
        Subquery counts = select(addresses.userId, n).groupBy(addresses.userId).subquery("counts");

        Select<Row2<String, Long>> statement = select(users.name, coalesce(counts.c(n), 0L))
                .from(users)
                .leftJoin(counts, counts.c(addresses.userId).eq(users.id))
                .orderBy(users.name);
        // end::subquery
        showsSql("subquery", statement);
        print(statement);
        shows("subquery-rows");
    }

    @Test
    void nestsQueries() {
        // tag::scalar-subquery
        Expression<Long> addressCount =
                scalarSubquery(select(count()).from(addresses).where(addresses.userId.eq(users.id)));
        var counted = select(users.name, addressCount.as("addresses")).orderBy(users.name);
        // end::scalar-subquery
        showsSql("scalar-subquery", counted);
        print(counted);
        shows("scalar-subquery-rows");

        // tag::exists
        Condition hasAddress = exists(select(addresses.id).where(addresses.userId.eq(users.id)));
        var without = select(users.name).where(hasAddress.not());

        var inQuery =
                select(users.name).where(users.id.in(select(addresses.userId).where(addresses.email.endsWith(".com"))));
        // end::exists
        showsSql("exists", without, inQuery);
        print(without);
        print(inQuery);
        shows("exists-rows");
    }

    @Test
    void computes() {
        // tag::functions
        TextExpression initial = function("left", TEXT, users.name, literal(1));
        Expression<String> size = caseWhen(length(users.name).gt(7))
                .then(literal("long"))
                .when(length(users.name).gt(5))
                .then(literal("medium"))
                .otherwise(literal("short"));

        var statement = select(
                        lower(initial),
                        size.as("size"),
                        cast(users.id.times(10L), TEXT).concat("!"))
                .orderBy(users.name);
        // end::functions
        showsSql("functions", statement);
        print(statement);
        shows("functions-rows");
    }

    @Test
    void takesParameters() {
        // tag::param
        Select<Row1<Long>> byName = select(users.id).where(users.name.eq(param("name", TEXT)));
        Select<Row1<String>> byIds = select(users.name)
                .where(users.id.in(param("ids", array(BIGINT))))
                .orderBy(users.id);

        Long id = engine.connect(connection -> connection.scalar(byName, Parameters.of("name", "sandy")))
                .block();
        List<String> names = engine.connectMany(
                        connection -> connection.scalars(byIds, Parameters.of("ids", List.of(1L, 3L))))
                .collectList()
                .block();
        System.out.println(id + " " + names);
        // end::param
        shows("param");
    }

    @Test
    void takesOptions() {
        // tag::options
        Select<Row> statement = select(users)
                .option(ExecutionOptions.TIMEOUT, Duration.ofSeconds(2))
                .option(ExecutionOptions.LABEL, "all users");
        // end::options
        print(statement.orderBy(users.id));
        assertThat(printed()).startsWith("(1, spongebob, ");
    }
}
