package io.cinnabar.tests.suite;

import static io.cinnabar.schema.Schema.computed;
import static io.cinnabar.schema.Schema.defaultExpression;
import static io.cinnabar.schema.Schema.defaultFrom;
import static io.cinnabar.schema.Schema.defaultValue;
import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.onUpdateExpression;
import static io.cinnabar.schema.Schema.onUpdateFrom;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.serverDefault;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;

import io.cinnabar.schema.Column;
import io.cinnabar.schema.Identity;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Sequence;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;
import io.cinnabar.sql.Sql;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A table with every kind of default. */
final class Articles extends Table {
    /** Counts how often a default of a row was asked for. */
    final AtomicInteger drawn = new AtomicInteger();
    /** Numbers the articles. */
    final Sequence numbers;

    final NumericColumn<Long> id = column("id", BIGINT, identity(new Identity(false, 100, 10)), primaryKey());
    final TextColumn title = column("title", TEXT, notNull());
    final TextColumn state = column("state", TEXT, defaultValue("draft"));
    final Column<UUID> token = column("token", io.cinnabar.type.Types.UUID, defaultFrom(UUID::randomUUID));
    final NumericColumn<Integer> stock = column("stock", INTEGER, serverDefault(7));
    final NumericColumn<Integer> twice = column("twice", INTEGER, computed(stock.times(2)));
    final NumericColumn<Integer> revision = column(
            "revision",
            INTEGER,
            defaultFrom(drawn::incrementAndGet),
            onUpdateExpression(Sql.literalColumn("revision + 1000", INTEGER)));
    final TextColumn editor = column("editor", TEXT, onUpdateFrom(() -> "editor"));
    final NumericColumn<Long> number;

    Articles(MetaData metadata) {
        super("article", metadata);
        this.numbers = metadata.add(new Sequence("article_number", null, 5, 5));
        this.number = column("number", BIGINT, defaultExpression(numbers.nextValue()));
    }
}
