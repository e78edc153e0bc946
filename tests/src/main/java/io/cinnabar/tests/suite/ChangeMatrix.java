package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.excluded;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;

import java.util.List;
import java.util.stream.Stream;

/** Changes with their SQL in each dialect. The texts are compared, and all of them are executed. */
final class ChangeMatrix {
    private final Users users;
    private final Addresses addresses;

    ChangeMatrix(Users users, Addresses addresses) {
        this.users = users;
        this.addresses = addresses;
    }

    Stream<SqlConstruct> constructs() {
        return Stream.of(inserts(), upserts(), anyUpserts(), updates()).flatMap(List::stream);
    }

    private List<SqlConstruct> inserts() {
        return List.of(
                new SqlConstruct(
                        "an insert",
                        insert(users).set(users.name, "new").setNull(users.age),
                        "INSERT INTO user_account (name, age) VALUES (?, ?)",
                        "INSERT INTO user_account (name, age) VALUES ($1, $2)",
                        "INSERT INTO user_account (name, age) VALUES (?1, ?2)"),
                new SqlConstruct(
                        "an insert of rows",
                        insert(users).rows(List.of("a", "b"), (row, name) -> row.set(users.name, name)),
                        "INSERT INTO user_account (name) VALUES (?), (?)",
                        "INSERT INTO user_account (name) VALUES ($1), ($2)",
                        "INSERT INTO user_account (name) VALUES (?1), (?2)"),
                new SqlConstruct(
                        "an insert from a query",
                        insert(users)
                                .fromSelect(List.of(users.name, users.age), select(users.name.concat("2"), users.age)),
                        "INSERT INTO user_account (name, age) SELECT user_account.name || ?, user_account.age FROM"
                                + " user_account",
                        "INSERT INTO user_account (name, age) SELECT user_account.name || $1, user_account.age FROM"
                                + " user_account",
                        "INSERT INTO user_account (name, age) SELECT user_account.name || CAST(?1 AS CHARACTER VARYING),"
                                + " user_account.age FROM user_account"),
                new SqlConstruct(
                        "a returned key",
                        insert(users).set(users.name, "new").returningKey(),
                        "INSERT INTO user_account (name) VALUES (?) RETURNING id",
                        "INSERT INTO user_account (name) VALUES ($1) RETURNING id",
                        "SELECT id FROM FINAL TABLE (INSERT INTO user_account (name) VALUES (?1))"),
                new SqlConstruct(
                        "returned columns",
                        insert(users).set(users.name, "new").returning(users.id, users.name),
                        "INSERT INTO user_account (name) VALUES (?) RETURNING id, name",
                        "INSERT INTO user_account (name) VALUES ($1) RETURNING id, name",
                        "SELECT id, name FROM FINAL TABLE (INSERT INTO user_account (name) VALUES (?1))"));
    }

    private List<SqlConstruct> upserts() {
        return List.of(
                new SqlConstruct(
                        "an upsert",
                        insert(users)
                                .set(users.name, "new")
                                .set(users.age, 3)
                                .onConflict(users.name)
                                .doUpdate(users.age),
                        "INSERT INTO user_account (name, age) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET age ="
                                + " excluded.age",
                        "INSERT INTO user_account (name, age) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET age ="
                                + " excluded.age",
                        "MERGE INTO user_account USING (VALUES (CAST(?1 AS CHARACTER VARYING), CAST(?2 AS INTEGER))) AS"
                                + " excluded (name, age) ON user_account.name = excluded.name WHEN MATCHED THEN UPDATE SET age ="
                                + " excluded.age WHEN NOT MATCHED THEN INSERT (name, age) VALUES (excluded.name, excluded.age)"),
                new SqlConstruct(
                        "an upsert with a condition",
                        insert(users)
                                .set(users.name, "new")
                                .set(users.age, 3)
                                .onConflict(users.name)
                                .doUpdate(update -> update.set(users.age, users.age.plus(excluded(users.age)))
                                        .where(users.age.lt(excluded(users.age)))),
                        "INSERT INTO user_account (name, age) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET age ="
                                + " user_account.age + excluded.age WHERE user_account.age < excluded.age",
                        "INSERT INTO user_account (name, age) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET age ="
                                + " user_account.age + excluded.age WHERE user_account.age < excluded.age",
                        "MERGE INTO user_account USING (VALUES (CAST(?1 AS CHARACTER VARYING), CAST(?2 AS INTEGER))) AS"
                                + " excluded (name, age) ON user_account.name = excluded.name WHEN MATCHED AND user_account.age <"
                                + " excluded.age THEN UPDATE SET age = user_account.age + excluded.age WHEN NOT MATCHED THEN INSERT"
                                + " (name, age) VALUES (excluded.name, excluded.age)"));
    }

    private List<SqlConstruct> anyUpserts() {
        return List.of(
                new SqlConstruct(
                        "an insert unless it is there",
                        insert(users)
                                .set(users.name, "new")
                                .onConflict(users.name)
                                .doNothing(),
                        "INSERT INTO user_account (name) VALUES (?) ON CONFLICT (name) DO NOTHING",
                        "INSERT INTO user_account (name) VALUES ($1) ON CONFLICT (name) DO NOTHING",
                        "MERGE INTO user_account USING (VALUES (CAST(?1 AS CHARACTER VARYING))) AS excluded (name) ON"
                                + " user_account.name = excluded.name WHEN NOT MATCHED THEN INSERT (name) VALUES (excluded.name)"),
                new SqlConstruct(
                        "an insert unless anything is there",
                        insert(users).set(users.name, "new").onConflictDoNothing(),
                        "INSERT INTO user_account (name) VALUES (?) ON CONFLICT DO NOTHING",
                        "INSERT INTO user_account (name) VALUES ($1) ON CONFLICT DO NOTHING",
                        null));
    }

    private List<SqlConstruct> updates() {
        return List.of(
                new SqlConstruct(
                        "an update",
                        update(users)
                                .set(users.age, users.age.plus(1))
                                .set(users.fullname, "x")
                                .where(users.name.eq("a")),
                        "UPDATE user_account SET age = user_account.age + ?, fullname = ? WHERE user_account.name = ?",
                        "UPDATE user_account SET age = user_account.age + $1, fullname = $2 WHERE user_account.name = $3",
                        "UPDATE user_account SET age = user_account.age + CAST(?1 AS INTEGER), fullname = ?2 WHERE"
                                + " user_account.name = ?3"),
                new SqlConstruct(
                        "an update that returns",
                        update(users).set(users.age, 1).returning(users.id),
                        "UPDATE user_account SET age = ? RETURNING id",
                        "UPDATE user_account SET age = $1 RETURNING id",
                        "SELECT id FROM FINAL TABLE (UPDATE user_account SET age = ?1)"),
                new SqlConstruct(
                        "a delete",
                        delete(users).where(users.id.lt(0L)),
                        "DELETE FROM user_account WHERE user_account.id < ?",
                        "DELETE FROM user_account WHERE user_account.id < $1",
                        "DELETE FROM user_account WHERE user_account.id < ?1"),
                new SqlConstruct(
                        "a delete that returns",
                        delete(addresses).where(addresses.id.lt(0L)).returningKey(),
                        "DELETE FROM address WHERE address.id < ? RETURNING id",
                        "DELETE FROM address WHERE address.id < $1 RETURNING id",
                        "SELECT id FROM OLD TABLE (DELETE FROM address WHERE address.id < ?1)"));
    }
}
