package io.cinnabar.sql;

import static io.cinnabar.schema.Schema.checkConstraint;
import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.sql.Functions.coalesce;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Functions.sum;
import static io.cinnabar.sql.Sql.and;
import static io.cinnabar.sql.Sql.caseWhen;
import static io.cinnabar.sql.Sql.exists;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.or;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.DATE;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.numeric;
import static io.cinnabar.type.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.schema.Column;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TemporalColumn;
import io.cinnabar.schema.TextColumn;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Programs as users write them: a search form, a report, and tables that are known only at run time. */
class ProgramTests {

    private static final class Customers extends Table {
        final NumericColumn<Long> id = column("id", BIGINT, identity(), primaryKey());
        final TextColumn name = column("name", varchar(80), notNull());
        final TextColumn city = column("city", TEXT);

        Customers(MetaData metadata) {
            super("customer", metadata);
        }
    }

    private static final class Orders extends Table {
        final NumericColumn<Long> id = column("id", BIGINT, identity(), primaryKey());
        final NumericColumn<Long> customerId = column("customer_id", BIGINT, notNull(), references("customer.id"));
        final TemporalColumn<LocalDate> placed = column("placed", DATE, notNull());
        final NumericColumn<BigDecimal> total = column("total", numeric(12, 2), notNull());

        Orders(MetaData metadata) {
            super("orders", metadata);
        }
    }

    private static final MetaData METADATA = new MetaData();
    private static final Customers customers = new Customers(METADATA);
    private static final Orders orders = new Orders(METADATA);

    private record Search(String word, List<String> cities, LocalDate since, String sortBy, int page) {}

    private static final Map<String, Ordering> SORTS =
            Map.of("name", customers.name.asc(), "newest", customers.id.desc());

    private static Select<Row3<Long, String, String>> find(Search search) {
        List<Condition> conditions = new ArrayList<>();
        if (search.word != null) {
            conditions.add(or(customers.name.iContains(search.word), customers.city.iContains(search.word)));
        }
        if (!search.cities.isEmpty()) {
            conditions.add(customers.city.in(search.cities));
        }
        if (search.since != null) {
            conditions.add(exists(
                    select(literal(1)).where(orders.customerId.eq(customers.id), orders.placed.ge(search.since))));
        }
        List<Ordering> keys = new ArrayList<>();
        if (SORTS.containsKey(search.sortBy)) {
            keys.add(SORTS.get(search.sortBy));
        }
        keys.add(customers.id);
        return select(customers.id, customers.name, customers.city)
                .where(conditions.toArray(Condition[]::new))
                .orderBy(keys)
                .limit(20)
                .offset(20L * search.page);
    }

    @Test
    void buildsASearchFromAForm() {
        assertThat(find(new Search(null, List.of(), null, "id; DROP TABLE customer", 0)))
                .hasToString("SELECT customer.id, customer.name, customer.city FROM customer"
                        + " ORDER BY customer.id LIMIT ? OFFSET ?");
        assertThat(find(new Search("x", List.of("Oslo", "Rome"), LocalDate.EPOCH, "name", 2)))
                .hasToString("SELECT customer.id, customer.name, customer.city FROM customer"
                        + " WHERE (lower(customer.name) LIKE lower(?) ESCAPE '/' OR lower(customer.city) LIKE lower(?)"
                        + " ESCAPE '/') AND customer.city IN (?, ?) AND EXISTS (SELECT 1 FROM orders"
                        + " WHERE orders.customer_id = customer.id AND orders.placed >= ?)"
                        + " ORDER BY customer.name ASC, customer.id LIMIT ? OFFSET ?");
    }

    @Test
    void reportsTotalsByCustomer() {
        NumericExpression<BigDecimal> revenue = sum(orders.total).as("revenue");
        NumericExpression<BigDecimal> large = sum(caseWhen(orders.total.gt(new BigDecimal(100)))
                        .then(1)
                        .otherwise(0))
                .as("large");
        Subquery totals = select(
                        orders.customerId, revenue, large, count(orders.id).as("orders"))
                .where(orders.placed.extract(DateField.YEAR).eq(2024))
                .groupBy(orders.customerId)
                .having(count().ge(3L))
                .subquery("totals");
        var report = select(
                        customers.name,
                        coalesce(totals.c(revenue), BigDecimal.ZERO).as("revenue"),
                        totals.c(large))
                .leftJoin(totals, totals.c(orders.customerId).eq(customers.id))
                .orderBy(totals.c(revenue).desc().nullsLast(), customers.name);
        assertThat(report)
                .hasToString("SELECT customer.name, coalesce(totals.revenue, ?) AS revenue, totals.large"
                        + " FROM customer LEFT JOIN (SELECT orders.customer_id, sum(orders.total) AS revenue,"
                        + " sum(CASE WHEN orders.total > ? THEN ? ELSE ? END) AS large, count(orders.id) AS orders FROM orders"
                        + " WHERE EXTRACT(YEAR FROM orders.placed) = ? GROUP BY orders.customer_id"
                        + " HAVING count(*) >= ?) AS totals ON totals.customer_id = customer.id"
                        + " ORDER BY totals.revenue DESC NULLS LAST, customer.name");
    }

    @Test
    void importsATableThatIsKnownOnlyAtRunTime() {
        Table imported = new MetaData()
                .table(
                        "import",
                        column("row_number", INTEGER, primaryKey()),
                        column("name", TEXT),
                        column("city", TEXT),
                        checkConstraint("row_number > 0"));
        Column<Integer> number = imported.c("row_number", Integer.class);
        Column<String> name = imported.c("name", String.class);
        List<Map<String, String>> lines = List.of(Map.of("name", "Ann"), Map.of("name", "Bob"));
        Insert load = insert(imported)
                .rows(
                        lines,
                        (row, line) -> row.set(number, lines.indexOf(line) + 1).set(name, line.get("name")));
        assertThat(load).hasToString("INSERT INTO import (row_number, name) VALUES (?, ?), (?, ?)");
        Insert merge = insert(customers)
                .fromSelect(
                        List.of(customers.name),
                        select(name)
                                .where(exists(select(literal(1)).where(customers.name.eq(name)))
                                        .not()));
        assertThat(merge)
                .hasToString("INSERT INTO customer (name) SELECT import.name FROM import WHERE NOT EXISTS"
                        + " (SELECT 1 FROM customer WHERE customer.name = import.name)");
        Update tidy = update(customers)
                .set(customers.name, Functions.trim(customers.name))
                .where(and(customers.name.ne(Functions.trim(customers.name))));
        assertThat(tidy)
                .hasToString("UPDATE customer SET name = trim(customer.name)"
                        + " WHERE customer.name <> trim(customer.name)");
    }
}
