package io.cinnabar.tests.reliability;

import io.cinnabar.core.Connection;
import io.cinnabar.error.CommitOutcomeUnknownException;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Schema;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Sql;
import io.cinnabar.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Accounts between which a soak transfers money. Each transfer changes two accounts and leaves a row in the same
 * transaction; the bank keeps what its caller was told of it, and compares that with what has come to stay.
 */
final class SoakBank {
    static final int ACCOUNTS = 12;
    private static final long OPENING = 1_000;

    final Accounts accounts;
    final Transfers transfers;
    private final Map<Long, Outcome> outcomes = new ConcurrentHashMap<>();

    /** What the caller of a transfer was told. */
    private enum Outcome {
        /** Nothing: it was cancelled. */
        UNTOLD,
        COMMITTED,
        FAILED,
        UNKNOWN
    }

    /** A transfer of money. */
    record Transfer(long id, int source, int target, long amount) {}

    static final class Accounts extends Table {
        final NumericColumn<Integer> id = column("id", Types.INTEGER, Schema.primaryKey());
        final NumericColumn<Long> balance = column("balance", Types.BIGINT, Schema.notNull());

        Accounts(MetaData metadata) {
            super("soak_account", metadata);
        }
    }

    /** Without a key, so that a transfer that took place twice is seen. */
    static final class Transfers extends Table {
        final NumericColumn<Long> id = column("id", Types.BIGINT, Schema.notNull());
        final NumericColumn<Integer> source = column("source", Types.INTEGER, Schema.notNull());
        final NumericColumn<Integer> target = column("target", Types.INTEGER, Schema.notNull());
        final NumericColumn<Long> amount = column("amount", Types.BIGINT, Schema.notNull());

        Transfers(MetaData metadata) {
            super("soak_transfer", metadata);
        }
    }

    SoakBank(AdminConnection admin) {
        var metadata = new MetaData();
        this.accounts = new Accounts(metadata);
        this.transfers = new Transfers(metadata);
        admin.execute("DROP TABLE IF EXISTS soak_account, soak_transfer, soak_batch;"
                + " CREATE TABLE soak_account (id integer PRIMARY KEY, balance bigint NOT NULL);"
                + " CREATE TABLE soak_transfer (id bigint NOT NULL, source integer NOT NULL, target integer NOT NULL,"
                + " amount bigint NOT NULL);"
                + " CREATE TABLE soak_batch (run bigint NOT NULL, step integer NOT NULL);"
                + " INSERT INTO soak_account SELECT id, " + OPENING + " FROM generate_series(1, " + ACCOUNTS + ") id");
    }

    /** What all accounts hold together, at all times. */
    static long total() {
        return ACCOUNTS * OPENING;
    }

    /** Transfers money, as a part of a transaction. */
    Mono<Long> transfer(Connection connection, Transfer transfer) {
        return change(connection, transfer.source(), -transfer.amount())
                .then(change(connection, transfer.target(), transfer.amount()))
                .then(connection
                        .execute(Sql.insert(transfers)
                                .set(transfers.id, transfer.id())
                                .set(transfers.source, transfer.source())
                                .set(transfers.target, transfer.target())
                                .set(transfers.amount, transfer.amount()))
                        .rowsUpdated());
    }

    private Mono<Long> change(Connection connection, int account, long amount) {
        return connection
                .execute(Sql.update(accounts)
                        .set(accounts.balance, accounts.balance.plus(amount))
                        .where(accounts.id.eq(account)))
                .rowsUpdated()
                .filter(changed -> changed == 1)
                .switchIfEmpty(Mono.error(() -> new AssertionError("account " + account + " was not found")));
    }

    /** Work that transfers money, with what its caller is told of it kept. */
    <T> Mono<T> told(Transfer transfer, Mono<T> work) {
        return Mono.defer(() -> {
            outcomes.put(transfer.id(), Outcome.UNTOLD);
            return work.doOnSuccess(done -> outcomes.put(transfer.id(), Outcome.COMMITTED))
                    .doOnError(failure -> outcomes.put(
                            transfer.id(),
                            failure instanceof CommitOutcomeUnknownException ? Outcome.UNKNOWN : Outcome.FAILED));
        });
    }

    /** A transfer that its caller leaves uncommitted. */
    void abandoned(Transfer transfer) {
        outcomes.put(transfer.id(), Outcome.FAILED);
    }

    /** Compares what was told with what is there once all work has ended, and starts afresh. */
    void check(AdminConnection admin, SoakTally tally) {
        Map<Long, Long> found = admin.rows("SELECT id, count(*) FROM soak_transfer GROUP BY id").stream()
                .collect(Collectors.toMap(row -> Long.valueOf(row.get(0)), row -> Long.valueOf(row.get(1))));
        outcomes.forEach((id, outcome) -> {
            long times = found.getOrDefault(id, 0L);
            tally.count("transfers: " + outcome + (times == 0 ? ", absent" : ", present"));
            if (!isRight(outcome, times)) {
                tally.finding("transfer " + id + " is there " + times + " times, but its caller was told " + outcome);
            }
        });
        problems(admin).forEach(tally::finding);
        outcomes.clear();
        admin.execute("TRUNCATE soak_transfer, soak_batch; UPDATE soak_account SET balance = " + OPENING);
    }

    private static boolean isRight(Outcome outcome, long times) {
        return switch (outcome) {
            case COMMITTED -> times == 1;
            case FAILED -> times == 0;
            case UNTOLD, UNKNOWN -> times <= 1;
        };
    }

    private List<String> problems(AdminConnection admin) {
        var problems = new ArrayList<String>();
        admin
                .rows("SELECT a.id, a.balance, " + OPENING
                        + " + coalesce((SELECT sum(amount) FROM soak_transfer WHERE target = a.id), 0)"
                        + " - coalesce((SELECT sum(amount) FROM soak_transfer WHERE source = a.id), 0) AS expected"
                        + " FROM soak_account a")
                .stream()
                .filter(row -> !row.get(1).equals(row.get(2)))
                .forEach(row -> problems.add("account, balance, what its transfers come to: " + row));
        long total = admin.number("SELECT sum(balance) FROM soak_account");
        if (total != total()) {
            problems.add("the accounts hold " + total + " instead of " + total());
        }
        admin.rows("SELECT run, count(*) FROM soak_batch GROUP BY run HAVING count(*) <> " + SoakLoad.BATCH)
                .forEach(row -> problems.add("a batch is there in part: " + row));
        return problems;
    }
}
