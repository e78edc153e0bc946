package io.cinnabar.compile;

import static io.cinnabar.fixture.Tables.addresses;
import static io.cinnabar.fixture.Tables.employees;
import static io.cinnabar.fixture.Tables.messages;
import static io.cinnabar.fixture.Tables.users;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Functions.currentTimestamp;
import static io.cinnabar.sql.Sql.condition;
import static io.cinnabar.sql.Sql.exists;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.or;
import static io.cinnabar.sql.Sql.scalarSubquery;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cinnabar.dialect.AnsiDialect;
import io.cinnabar.fixture.Users;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Subquery;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CartesianLinterTests {
    private static final Subquery TOTALS =
            select(addresses.userId, count()).groupBy(addresses.userId).subquery();

    private static List<String> warnings(Select<?> select) {
        return AnsiDialect.INSTANCE.compiler().compile(select).warnings().stream()
                .map(CompileWarning::message)
                .toList();
    }

    static Stream<Arguments> connected() {
        Users other = users.as("other", Users::new);
        return Stream.of(
                arguments("one table", select(users.id).where(users.active)),
                arguments("no table", select(literal(1))),
                arguments("a comparison", select(users.id, addresses.id).where(addresses.userId.eq(users.id))),
                arguments(
                        "a comparison among others",
                        select(users.id, addresses.id)
                                .where(users.active, addresses.userId.eq(users.id), addresses.email.like("x"))),
                arguments("an inequality", select(users.id, other.id).where(users.id.lt(other.id))),
                arguments(
                        "a comparison inside OR",
                        select(users.id, addresses.id)
                                .where(or(addresses.userId.eq(users.id), addresses.email.eq(users.name)))),
                arguments(
                        "arithmetic",
                        select(users.id, addresses.id)
                                .where(users.id.plus(addresses.id).gt(5L))),
                arguments("a range", select(users.id, other.id).where(users.age.between(literal(1), other.age))),
                arguments(
                        "a join by foreign key", select(users.id, addresses.id).join(addresses)),
                arguments("a join on a condition", select(users.id).join(addresses, addresses.userId.eq(users.id))),
                arguments("a left join", select(users.id).leftJoin(addresses)),
                arguments("a cross join", select(users.id).crossJoin(addresses)),
                arguments(
                        "a join connected by WHERE",
                        select(users.id)
                                .join(addresses, addresses.email.like("x"))
                                .where(addresses.userId.eq(users.id))),
                arguments(
                        "three in a chain",
                        select(users.id, addresses.id, messages.id)
                                .where(addresses.userId.eq(users.id), messages.senderId.eq(users.id))),
                arguments(
                        "a subquery in FROM",
                        select(users.id).join(TOTALS, TOTALS.c(addresses.userId).eq(users.id))),
                arguments(
                        "a correlated subquery",
                        select(users.id).where(exists(select(literal(1)).where(addresses.userId.eq(users.id))))),
                arguments(
                        "a scalar subquery",
                        select(users.id, scalarSubquery(select(count()).from(addresses)))),
                arguments(
                        "text, which may connect",
                        select(users.id, addresses.id).where(condition("user_account.id = address.user_id"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("connected")
    void isSilentWhereItemsAreConnected(String what, Select<?> select) {
        assertThat(warnings(select)).isEmpty();
    }

    @Test
    void namesTheGroupsThatNothingConnects() {
        assertThat(warnings(select(users.id, addresses.id)))
                .containsExactly(
                        "The select has a cartesian product: no condition connects [[user_account], [address]]."
                                + " Join them, compare their columns, or say crossJoin(…) if the product is meant.");
        assertThat(warnings(select(users.id, employees.id).join(addresses).where(users.active)))
                .singleElement()
                .asString()
                .contains("[[user_account, address], [employee]]");
    }

    static Stream<Arguments> unconnected() {
        Users other = users.as("other", Users::new);
        return Stream.of(
                arguments(
                        "conditions on each alone",
                        select(users.id, addresses.id).where(users.id.eq(1L), addresses.id.eq(1L))),
                arguments("a table and its alias", select(users.id, other.id).where(users.active)),
                arguments("a table that is only given", select(users.id).from(addresses)),
                arguments("a join that compares nothing", select(users.id).join(addresses, addresses.email.like("x"))),
                arguments(
                        "one of three",
                        select(users.id, addresses.id, employees.id).where(addresses.userId.eq(users.id))),
                arguments(
                        "the clock on both sides",
                        select(messages.id, employees.id).where(messages.sent.lt(currentTimestamp()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unconnected")
    void warnsOfACartesianProduct(String what, Select<?> select) {
        assertThat(warnings(select)).hasSize(1);
    }

    @Test
    void namesASubqueryWithoutAName() {
        assertThat(warnings(select(users.id, TOTALS.c(addresses.userId))))
                .singleElement()
                .asString()
                .contains("[[user_account], [a subquery]]");
    }

    @Test
    void warnsInsideSubqueries() {
        assertThat(warnings(select(users.id).where(exists(select(addresses.id, employees.id)))))
                .hasSize(1);
    }
}
