package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Functions.avg;
import static io.cinnabar.sql.Functions.coalesce;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Functions.countDistinct;
import static io.cinnabar.sql.Functions.currentTimestamp;
import static io.cinnabar.sql.Functions.function;
import static io.cinnabar.sql.Functions.length;
import static io.cinnabar.sql.Functions.lower;
import static io.cinnabar.sql.Functions.max;
import static io.cinnabar.sql.Functions.min;
import static io.cinnabar.sql.Functions.nullif;
import static io.cinnabar.sql.Functions.sum;
import static io.cinnabar.sql.Functions.trim;
import static io.cinnabar.sql.Functions.upper;
import static io.cinnabar.sql.Sql.caseWhen;
import static io.cinnabar.sql.Sql.cast;
import static io.cinnabar.sql.Sql.condition;
import static io.cinnabar.sql.Sql.exists;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.literalColumn;
import static io.cinnabar.sql.Sql.not;
import static io.cinnabar.sql.Sql.or;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.scalarSubquery;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.value;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.array;

import io.cinnabar.sql.Alias;
import io.cinnabar.sql.DateField;
import io.cinnabar.sql.Subquery;
import java.util.List;
import java.util.stream.Stream;

/** Queries with their SQL in each dialect. The texts are compared, and all of them are executed. */
final class SqlMatrix {
    private final Users users;
    private final Addresses addresses;
    private final Users other;
    private final Alias manager;
    private final Subquery older;

    SqlMatrix(Users users, Addresses addresses) {
        this.users = users;
        this.addresses = addresses;
        this.other = users.as("other", Users::new);
        this.manager = users.as("manager");
        this.older = select(users.id, users.name).where(users.age.gt(5)).subquery("older");
    }

    Stream<SqlConstruct> constructs() {
        return Stream.of(
                        columns(),
                        sources(),
                        joins(),
                        otherJoins(),
                        comparisons(),
                        combinations(),
                        lists(),
                        tests(),
                        patterns(),
                        arithmetic(),
                        functions(),
                        choices(),
                        values())
                .flatMap(List::stream);
    }

    private List<SqlConstruct> columns() {
        return List.of(
                new SqlConstruct(
                        "all columns",
                        select(users),
                        "SELECT user_account.id, user_account.name, user_account.fullname, user_account.age FROM"
                                + " user_account",
                        "SELECT user_account.id, user_account.name, user_account.fullname, user_account.age FROM"
                                + " user_account",
                        "SELECT user_account.id, user_account.name, user_account.fullname, user_account.age FROM"
                                + " user_account"),
                new SqlConstruct(
                        "one column",
                        select(users.name),
                        "SELECT user_account.name FROM user_account",
                        "SELECT user_account.name FROM user_account",
                        "SELECT user_account.name FROM user_account"),
                new SqlConstruct(
                        "a label",
                        select(users.name.as("n"), count().as("total")).groupBy(users.name),
                        "SELECT user_account.name AS n, count(*) AS total FROM user_account GROUP BY user_account.name",
                        "SELECT user_account.name AS n, count(*) AS total FROM user_account GROUP BY user_account.name",
                        "SELECT user_account.name AS n, count(*) AS total FROM user_account GROUP BY user_account.name"),
                new SqlConstruct(
                        "distinct rows",
                        select(users.age).distinct(),
                        "SELECT DISTINCT user_account.age FROM user_account",
                        "SELECT DISTINCT user_account.age FROM user_account",
                        "SELECT DISTINCT user_account.age FROM user_account"),
                new SqlConstruct(
                        "an order",
                        select(users.id).orderBy(users.age.desc().nullsLast(), users.name),
                        "SELECT user_account.id FROM user_account ORDER BY user_account.age DESC NULLS LAST,"
                                + " user_account.name",
                        "SELECT user_account.id FROM user_account ORDER BY user_account.age DESC NULLS LAST,"
                                + " user_account.name",
                        "SELECT user_account.id FROM user_account ORDER BY user_account.age DESC NULLS LAST,"
                                + " user_account.name"),
                new SqlConstruct(
                        "limit and offset",
                        select(users.id).orderBy(users.id).limit(10).offset(5),
                        "SELECT user_account.id FROM user_account ORDER BY user_account.id LIMIT ? OFFSET ?",
                        "SELECT user_account.id FROM user_account ORDER BY user_account.id LIMIT $1 OFFSET $2",
                        "SELECT user_account.id FROM user_account ORDER BY user_account.id LIMIT ?1 OFFSET ?2"));
    }

    private List<SqlConstruct> sources() {
        return List.of(
                new SqlConstruct(
                        "groups",
                        select(users.age, count()).groupBy(users.age).having(count().gt(1L)),
                        "SELECT user_account.age, count(*) FROM user_account GROUP BY user_account.age HAVING count(*) >"
                                + " ?",
                        "SELECT user_account.age, count(*) FROM user_account GROUP BY user_account.age HAVING count(*) >"
                                + " $1",
                        "SELECT user_account.age, count(*) FROM user_account GROUP BY user_account.age HAVING count(*) >"
                                + " ?1"),
                new SqlConstruct(
                        "an alias",
                        select(manager.c(users.name)).from(manager),
                        "SELECT manager.name FROM user_account AS manager",
                        "SELECT manager.name FROM user_account AS manager",
                        "SELECT manager.name FROM user_account AS manager"),
                new SqlConstruct(
                        "a class-typed alias",
                        select(other.name).where(other.age.gt(3)),
                        "SELECT other.name FROM user_account AS other WHERE other.age > ?",
                        "SELECT other.name FROM user_account AS other WHERE other.age > $1",
                        "SELECT other.name FROM user_account AS other WHERE other.age > ?1"),
                new SqlConstruct(
                        "a subquery",
                        select(older.c(users.name)).from(older),
                        "SELECT older.name FROM (SELECT user_account.id, user_account.name FROM user_account WHERE"
                                + " user_account.age > ?) AS older",
                        "SELECT older.name FROM (SELECT user_account.id, user_account.name FROM user_account WHERE"
                                + " user_account.age > $1) AS older",
                        "SELECT older.name FROM (SELECT user_account.id, user_account.name FROM user_account WHERE"
                                + " user_account.age > ?1) AS older"),
                new SqlConstruct(
                        "a scalar subquery",
                        select(
                                users.name,
                                scalarSubquery(select(max(addresses.id))).as("newest")),
                        "SELECT user_account.name, (SELECT max(address.id) FROM address) AS newest FROM user_account",
                        "SELECT user_account.name, (SELECT max(address.id) FROM address) AS newest FROM user_account",
                        "SELECT user_account.name, (SELECT max(address.id) FROM address) AS newest FROM user_account"),
                new SqlConstruct(
                        "an expression without a table",
                        select(literal(1).plus(2)),
                        "SELECT 1 + ?",
                        "SELECT 1 + $1",
                        "SELECT 1 + CAST(?1 AS INTEGER)"),
                new SqlConstruct(
                        "columns of another list",
                        select(users).withColumns(List.of(users.id)),
                        "SELECT user_account.id FROM user_account",
                        "SELECT user_account.id FROM user_account",
                        "SELECT user_account.id FROM user_account"));
    }

    private List<SqlConstruct> joins() {
        return List.of(
                new SqlConstruct(
                        "a join by foreign key",
                        select(users.name, addresses.email).join(addresses),
                        "SELECT user_account.name, address.email FROM user_account JOIN address ON user_account.id ="
                                + " address.user_id",
                        "SELECT user_account.name, address.email FROM user_account JOIN address ON user_account.id ="
                                + " address.user_id",
                        "SELECT user_account.name, address.email FROM user_account JOIN address ON user_account.id ="
                                + " address.user_id"),
                new SqlConstruct(
                        "a join by condition",
                        select(users.name, addresses.email).join(addresses, addresses.userId.eq(users.id)),
                        "SELECT user_account.name, address.email FROM user_account JOIN address ON address.user_id ="
                                + " user_account.id",
                        "SELECT user_account.name, address.email FROM user_account JOIN address ON address.user_id ="
                                + " user_account.id",
                        "SELECT user_account.name, address.email FROM user_account JOIN address ON address.user_id ="
                                + " user_account.id"),
                new SqlConstruct(
                        "a left join",
                        select(users.name, addresses.email.nullable())
                                .from(users)
                                .leftJoin(addresses),
                        "SELECT user_account.name, address.email FROM user_account LEFT JOIN address ON user_account.id ="
                                + " address.user_id",
                        "SELECT user_account.name, address.email FROM user_account LEFT JOIN address ON user_account.id ="
                                + " address.user_id",
                        "SELECT user_account.name, address.email FROM user_account LEFT JOIN address ON user_account.id ="
                                + " address.user_id"),
                new SqlConstruct(
                        "a right join",
                        select(addresses.email).from(users).rightJoin(addresses, addresses.userId.eq(users.id)),
                        "SELECT address.email FROM user_account RIGHT JOIN address ON address.user_id = user_account.id",
                        "SELECT address.email FROM user_account RIGHT JOIN address ON address.user_id = user_account.id",
                        "SELECT address.email FROM user_account RIGHT JOIN address ON address.user_id = user_account.id"));
    }

    private List<SqlConstruct> otherJoins() {
        return List.of(
                new SqlConstruct(
                        "a cross join",
                        select(users.name, addresses.email).from(users).crossJoin(addresses),
                        "SELECT user_account.name, address.email FROM user_account CROSS JOIN address",
                        "SELECT user_account.name, address.email FROM user_account CROSS JOIN address",
                        "SELECT user_account.name, address.email FROM user_account CROSS JOIN address"),
                new SqlConstruct(
                        "a full join",
                        select(users.name.nullable(), addresses.email.nullable())
                                .from(users)
                                .fullJoin(addresses, addresses.userId.eq(users.id)),
                        "SELECT user_account.name, address.email FROM user_account FULL JOIN address ON address.user_id ="
                                + " user_account.id",
                        "SELECT user_account.name, address.email FROM user_account FULL JOIN address ON address.user_id ="
                                + " user_account.id",
                        null),
                new SqlConstruct(
                        "a join with itself",
                        select(users.name, other.name).join(other, other.age.eq(users.age)),
                        "SELECT user_account.name, other.name FROM user_account JOIN user_account AS other ON other.age ="
                                + " user_account.age",
                        "SELECT user_account.name, other.name FROM user_account JOIN user_account AS other ON other.age ="
                                + " user_account.age",
                        "SELECT user_account.name, other.name FROM user_account JOIN user_account AS other ON other.age ="
                                + " user_account.age"),
                new SqlConstruct(
                        "an existence",
                        select(users.name).where(exists(select(addresses.id).where(addresses.userId.eq(users.id)))),
                        "SELECT user_account.name FROM user_account WHERE EXISTS (SELECT address.id FROM address WHERE"
                                + " address.user_id = user_account.id)",
                        "SELECT user_account.name FROM user_account WHERE EXISTS (SELECT address.id FROM address WHERE"
                                + " address.user_id = user_account.id)",
                        "SELECT user_account.name FROM user_account WHERE EXISTS (SELECT address.id FROM address WHERE"
                                + " address.user_id = user_account.id)"),
                new SqlConstruct(
                        "a query in IN",
                        select(users.name).where(users.id.in(select(addresses.userId))),
                        "SELECT user_account.name FROM user_account WHERE user_account.id IN (SELECT address.user_id FROM"
                                + " address)",
                        "SELECT user_account.name FROM user_account WHERE user_account.id IN (SELECT address.user_id FROM"
                                + " address)",
                        "SELECT user_account.name FROM user_account WHERE user_account.id IN (SELECT address.user_id FROM"
                                + " address)"));
    }

    private List<SqlConstruct> comparisons() {
        return List.of(
                new SqlConstruct(
                        "equality",
                        select(users.id).where(users.name.eq("a")),
                        "SELECT user_account.id FROM user_account WHERE user_account.name = ?",
                        "SELECT user_account.id FROM user_account WHERE user_account.name = $1",
                        "SELECT user_account.id FROM user_account WHERE user_account.name = ?1"),
                new SqlConstruct(
                        "equality with null",
                        select(users.id).where(users.fullname.eq((String) null)),
                        "SELECT user_account.id FROM user_account WHERE user_account.fullname IS NULL",
                        "SELECT user_account.id FROM user_account WHERE user_account.fullname IS NULL",
                        "SELECT user_account.id FROM user_account WHERE user_account.fullname IS NULL"),
                new SqlConstruct(
                        "inequality",
                        select(users.id).where(users.age.ne(3)),
                        "SELECT user_account.id FROM user_account WHERE user_account.age <> ?",
                        "SELECT user_account.id FROM user_account WHERE user_account.age <> $1",
                        "SELECT user_account.id FROM user_account WHERE user_account.age <> ?1"),
                new SqlConstruct(
                        "comparisons",
                        select(users.id).where(users.age.ge(3), users.age.lt(9)),
                        "SELECT user_account.id FROM user_account WHERE user_account.age >= ? AND user_account.age < ?",
                        "SELECT user_account.id FROM user_account WHERE user_account.age >= $1 AND user_account.age < $2",
                        "SELECT user_account.id FROM user_account WHERE user_account.age >= ?1 AND user_account.age < ?2"));
    }

    private List<SqlConstruct> combinations() {
        return List.of(
                new SqlConstruct(
                        "and and or",
                        select(users.id)
                                .where(users.age.eq(1).or(users.age.eq(2)).and(users.name.ne("x"))),
                        "SELECT user_account.id FROM user_account WHERE (user_account.age = ? OR user_account.age = ?)"
                                + " AND user_account.name <> ?",
                        "SELECT user_account.id FROM user_account WHERE (user_account.age = $1 OR user_account.age = $2)"
                                + " AND user_account.name <> $3",
                        "SELECT user_account.id FROM user_account WHERE (user_account.age = ?1 OR user_account.age = ?2)"
                                + " AND user_account.name <> ?3"),
                new SqlConstruct(
                        "not",
                        select(users.id).where(not(users.age.eq(1).or(users.name.eq("x")))),
                        "SELECT user_account.id FROM user_account WHERE NOT (user_account.age = ? OR user_account.name ="
                                + " ?)",
                        "SELECT user_account.id FROM user_account WHERE NOT (user_account.age = $1 OR user_account.name ="
                                + " $2)",
                        "SELECT user_account.id FROM user_account WHERE NOT (user_account.age = ?1 OR user_account.name ="
                                + " ?2)"),
                new SqlConstruct(
                        "a range",
                        select(users.id).where(users.age.between(1, 3)),
                        "SELECT user_account.id FROM user_account WHERE user_account.age BETWEEN ? AND ?",
                        "SELECT user_account.id FROM user_account WHERE user_account.age BETWEEN $1 AND $2",
                        "SELECT user_account.id FROM user_account WHERE user_account.age BETWEEN ?1 AND ?2"),
                new SqlConstruct(
                        "outside a range",
                        select(users.id).where(users.age.notBetween(1, 3)),
                        "SELECT user_account.id FROM user_account WHERE user_account.age NOT BETWEEN ? AND ?",
                        "SELECT user_account.id FROM user_account WHERE user_account.age NOT BETWEEN $1 AND $2",
                        "SELECT user_account.id FROM user_account WHERE user_account.age NOT BETWEEN ?1 AND ?2"));
    }

    private List<SqlConstruct> lists() {
        return List.of(
                new SqlConstruct(
                        "a list",
                        select(users.id).where(users.age.in(1, 2, 3)),
                        "SELECT user_account.id FROM user_account WHERE user_account.age IN (?, ?, ?, ?)",
                        "SELECT user_account.id FROM user_account WHERE user_account.age = ANY ($1::integer[])",
                        "SELECT user_account.id FROM user_account WHERE user_account.age IN (?1, ?2, ?3, ?4)"),
                new SqlConstruct(
                        "outside a list",
                        select(users.id).where(users.age.notIn(1, 2)),
                        "SELECT user_account.id FROM user_account WHERE user_account.age NOT IN (?, ?)",
                        "SELECT user_account.id FROM user_account WHERE user_account.age <> ALL ($1::integer[])",
                        "SELECT user_account.id FROM user_account WHERE user_account.age NOT IN (?1, ?2)"),
                new SqlConstruct(
                        "an empty list",
                        select(users.id).where(users.age.in(List.of())),
                        "SELECT user_account.id FROM user_account WHERE user_account.age IN (SELECT NULL WHERE 1 = 0)",
                        "SELECT user_account.id FROM user_account WHERE user_account.age = ANY ($1::integer[])",
                        "SELECT user_account.id FROM user_account WHERE user_account.age IN (SELECT NULL WHERE 1 = 0)"),
                new SqlConstruct(
                        "a list of a parameter",
                        select(users.id).where(users.age.in(param("ages", array(INTEGER)))),
                        "SELECT user_account.id FROM user_account WHERE user_account.age IN (?)",
                        "SELECT user_account.id FROM user_account WHERE user_account.age = ANY ($1::integer[])",
                        "SELECT user_account.id FROM user_account WHERE user_account.age IN (?1)"));
    }

    private List<SqlConstruct> tests() {
        return List.of(
                new SqlConstruct(
                        "null tests",
                        select(users.id).where(users.age.isNull().or(users.fullname.isNotNull())),
                        "SELECT user_account.id FROM user_account WHERE user_account.age IS NULL OR user_account.fullname"
                                + " IS NOT NULL",
                        "SELECT user_account.id FROM user_account WHERE user_account.age IS NULL OR user_account.fullname"
                                + " IS NOT NULL",
                        "SELECT user_account.id FROM user_account WHERE user_account.age IS NULL OR user_account.fullname"
                                + " IS NOT NULL"),
                new SqlConstruct(
                        "distinctness",
                        select(users.id).where(users.age.isDistinctFrom(3)),
                        "SELECT user_account.id FROM user_account WHERE user_account.age IS DISTINCT FROM ?",
                        "SELECT user_account.id FROM user_account WHERE user_account.age IS DISTINCT FROM $1",
                        "SELECT user_account.id FROM user_account WHERE user_account.age IS DISTINCT FROM ?1"),
                new SqlConstruct(
                        "a pattern",
                        select(users.id).where(users.name.like("a%")),
                        "SELECT user_account.id FROM user_account WHERE user_account.name LIKE ?",
                        "SELECT user_account.id FROM user_account WHERE user_account.name LIKE $1",
                        "SELECT user_account.id FROM user_account WHERE user_account.name LIKE ?1"),
                new SqlConstruct(
                        "a pattern of any case",
                        select(users.id).where(users.name.ilike("a%")),
                        "SELECT user_account.id FROM user_account WHERE lower(user_account.name) LIKE lower(?)",
                        "SELECT user_account.id FROM user_account WHERE user_account.name ILIKE $1",
                        "SELECT user_account.id FROM user_account WHERE user_account.name ILIKE ?1"));
    }

    private List<SqlConstruct> patterns() {
        return List.of(
                new SqlConstruct(
                        "a beginning",
                        select(users.id).where(users.name.startsWith("50%")),
                        "SELECT user_account.id FROM user_account WHERE user_account.name LIKE ? ESCAPE '/'",
                        "SELECT user_account.id FROM user_account WHERE user_account.name LIKE $1 ESCAPE '/'",
                        "SELECT user_account.id FROM user_account WHERE user_account.name LIKE ?1 ESCAPE '/'"),
                new SqlConstruct(
                        "a part of any case",
                        select(users.id).where(users.name.iContains("B")),
                        "SELECT user_account.id FROM user_account WHERE lower(user_account.name) LIKE lower(?) ESCAPE '/'",
                        "SELECT user_account.id FROM user_account WHERE user_account.name ILIKE $1 ESCAPE '/'",
                        "SELECT user_account.id FROM user_account WHERE user_account.name ILIKE ?1 ESCAPE '/'"),
                new SqlConstruct(
                        "text as condition",
                        select(users.id).where(condition("age > :age")),
                        "SELECT user_account.id FROM user_account WHERE age > ?",
                        "SELECT user_account.id FROM user_account WHERE age > $1",
                        "SELECT user_account.id FROM user_account WHERE age > ?1"),
                new SqlConstruct(
                        "no condition of many",
                        select(users.id).where(or(List.of())),
                        "SELECT user_account.id FROM user_account WHERE FALSE",
                        "SELECT user_account.id FROM user_account WHERE FALSE",
                        "SELECT user_account.id FROM user_account WHERE FALSE"));
    }

    private List<SqlConstruct> arithmetic() {
        return List.of(
                new SqlConstruct(
                        "arithmetic",
                        select(users.age.plus(1).times(2).minus(users.age).nullable()),
                        "SELECT (user_account.age + ?) * ? - user_account.age FROM user_account",
                        "SELECT (user_account.age + $1) * $2 - user_account.age FROM user_account",
                        "SELECT (user_account.age + CAST(?1 AS INTEGER)) * CAST(?2 AS INTEGER) - user_account.age FROM"
                                + " user_account"),
                new SqlConstruct(
                        "a division",
                        select(
                                users.age.dividedBy(2).nullable(),
                                users.age.modulo(2).nullable()),
                        "SELECT user_account.age / ?, user_account.age % ? FROM user_account",
                        "SELECT user_account.age / $1, user_account.age % $2 FROM user_account",
                        "SELECT user_account.age / CAST(?1 AS INTEGER), user_account.age % CAST(?2 AS INTEGER) FROM"
                                + " user_account"),
                new SqlConstruct(
                        "a sign",
                        select(users.age.negate().nullable()),
                        "SELECT -user_account.age FROM user_account",
                        "SELECT -user_account.age FROM user_account",
                        "SELECT -user_account.age FROM user_account"),
                new SqlConstruct(
                        "concatenation",
                        select(users.name.concat(" of ").concat(users.fullname)),
                        "SELECT user_account.name || ? || user_account.fullname FROM user_account",
                        "SELECT user_account.name || $1 || user_account.fullname FROM user_account",
                        "SELECT user_account.name || CAST(?1 AS CHARACTER VARYING) || user_account.fullname FROM"
                                + " user_account"),
                new SqlConstruct(
                        "text functions",
                        select(upper(users.name), lower(users.name), trim(users.name), length(users.name)),
                        "SELECT upper(user_account.name), lower(user_account.name), trim(user_account.name),"
                                + " char_length(user_account.name) FROM user_account",
                        "SELECT upper(user_account.name), lower(user_account.name), trim(user_account.name),"
                                + " char_length(user_account.name) FROM user_account",
                        "SELECT upper(user_account.name), lower(user_account.name), trim(user_account.name),"
                                + " char_length(user_account.name) FROM user_account"));
    }

    private List<SqlConstruct> functions() {
        return List.of(
                new SqlConstruct(
                        "aggregates",
                        select(count(), count(users.age), sum(users.age), avg(users.age), min(users.name)),
                        "SELECT count(*), count(user_account.age), sum(user_account.age), avg(user_account.age),"
                                + " min(user_account.name) FROM user_account",
                        "SELECT count(*), count(user_account.age), sum(user_account.age), avg(user_account.age),"
                                + " min(user_account.name) FROM user_account",
                        "SELECT count(*), count(user_account.age), sum(user_account.age), avg(user_account.age),"
                                + " min(user_account.name) FROM user_account"),
                new SqlConstruct(
                        "distinct aggregates",
                        select(countDistinct(users.age)),
                        "SELECT count(DISTINCT user_account.age) FROM user_account",
                        "SELECT count(DISTINCT user_account.age) FROM user_account",
                        "SELECT count(DISTINCT user_account.age) FROM user_account"),
                new SqlConstruct(
                        "coalesce",
                        select(coalesce(users.fullname, users.name), coalesce(users.age, 0)),
                        "SELECT coalesce(user_account.fullname, user_account.name), coalesce(user_account.age, ?) FROM"
                                + " user_account",
                        "SELECT coalesce(user_account.fullname, user_account.name), coalesce(user_account.age, $1) FROM"
                                + " user_account",
                        "SELECT coalesce(user_account.fullname, user_account.name), coalesce(user_account.age, CAST(?1 AS"
                                + " INTEGER)) FROM user_account"),
                new SqlConstruct(
                        "nullif",
                        select(nullif(users.age, 0).nullable()),
                        "SELECT nullif(user_account.age, ?) FROM user_account",
                        "SELECT nullif(user_account.age, $1) FROM user_account",
                        "SELECT nullif(user_account.age, CAST(?1 AS INTEGER)) FROM user_account"));
    }

    private List<SqlConstruct> choices() {
        return List.of(
                new SqlConstruct(
                        "a choice",
                        select(caseWhen(users.age.gt(17)).then(literal("old")).otherwise(literal("young"))),
                        "SELECT CASE WHEN user_account.age > ? THEN 'old' ELSE 'young' END FROM user_account",
                        "SELECT CASE WHEN user_account.age > $1 THEN 'old' ELSE 'young' END FROM user_account",
                        "SELECT CASE WHEN user_account.age > ?1 THEN 'old' ELSE 'young' END FROM user_account"),
                new SqlConstruct(
                        "a cast",
                        select(cast(users.age, TEXT), cast(users.id, INTEGER)),
                        "SELECT CAST(user_account.age AS TEXT), CAST(user_account.id AS INTEGER) FROM user_account",
                        "SELECT CAST(user_account.age AS TEXT), CAST(user_account.id AS INTEGER) FROM user_account",
                        "SELECT CAST(user_account.age AS CHARACTER VARYING), CAST(user_account.id AS INTEGER) FROM"
                                + " user_account"),
                new SqlConstruct(
                        "a field of a time",
                        select(currentTimestamp().extract(DateField.YEAR)),
                        "SELECT EXTRACT(YEAR FROM CURRENT_TIMESTAMP)",
                        "SELECT EXTRACT(YEAR FROM CURRENT_TIMESTAMP)",
                        "SELECT EXTRACT(YEAR FROM CURRENT_TIMESTAMP)"),
                new SqlConstruct(
                        "literals",
                        select(literal("it's"), literal(true), literal(1.5)),
                        "SELECT 'it''s', TRUE, 1.5",
                        "SELECT 'it''s', TRUE, CAST('1.5' AS DOUBLE PRECISION)",
                        "SELECT 'it''s', TRUE, 1.5"));
    }

    private List<SqlConstruct> values() {
        return List.of(
                new SqlConstruct(
                        "bound values",
                        select(value("a"), value(1), value(true)),
                        "SELECT ?, ?, ?",
                        "SELECT $1, $2, $3",
                        "SELECT CAST(?1 AS CHARACTER VARYING), CAST(?2 AS INTEGER), CAST(?3 AS BOOLEAN)"),
                new SqlConstruct(
                        "a function by name",
                        select(function("replace", TEXT, users.name, literal("a"), literal("b"))),
                        "SELECT replace(user_account.name, 'a', 'b') FROM user_account",
                        "SELECT replace(user_account.name, 'a', 'b') FROM user_account",
                        "SELECT replace(user_account.name, 'a', 'b') FROM user_account"),
                new SqlConstruct(
                        "text as expression",
                        select(literalColumn("1 + 1", INTEGER)),
                        "SELECT 1 + 1",
                        "SELECT 1 + 1",
                        "SELECT 1 + 1"));
    }
}
