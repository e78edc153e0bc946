package io.cinnabar.docs.tutorial;

import static io.cinnabar.schema.Schema.columnComment;
import static io.cinnabar.schema.Schema.defaultFrom;
import static io.cinnabar.schema.Schema.defaultValue;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.onUpdateExpression;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.serverDefault;
import static io.cinnabar.sql.Functions.currentTimestamp;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.JSON;
import static io.cinnabar.type.Types.TIMESTAMP_WITH_TIME_ZONE;
import static io.cinnabar.type.Types.enumeration;
import static io.cinnabar.type.Types.varchar;

import io.cinnabar.schema.Column;
import io.cinnabar.schema.JsonColumn;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TemporalColumn;
import io.cinnabar.schema.TextColumn;
import io.cinnabar.type.Json;
import io.cinnabar.type.MappedType;
import io.cinnabar.type.Types;
import java.time.OffsetDateTime;
import java.util.UUID;

// tag::products
public final class Products extends Table {
    public enum State {
        DRAFT,
        ON_SALE,
        GONE
    }

    public record Cents(long amount) {}

    public static final MappedType<Cents, Long> CENTS = BIGINT.map(Cents.class, Cents::amount, Cents::new);

    public final Column<UUID> id = column("id", Types.UUID, primaryKey(), defaultFrom(UUID::randomUUID));
    public final TextColumn title = column("title", varchar(80), notNull(), columnComment("as printed on the invoice"));
    public final Column<Cents> price = column("price", CENTS, notNull());
    public final NumericColumn<Integer> stock = column("stock", INTEGER, notNull(), serverDefault(0));
    public final Column<State> state =
            column("state", enumeration(State.class, "product_state"), notNull(), defaultValue(State.DRAFT));
    public final TemporalColumn<OffsetDateTime> changedAt = column(
            "changed_at",
            TIMESTAMP_WITH_TIME_ZONE,
            notNull(),
            serverDefault(currentTimestamp()),
            onUpdateExpression(currentTimestamp()));
    public final JsonColumn<Json> attributes = column("attributes", JSON);

    public Products(MetaData metadata) {
        super("product", metadata);
        uniqueConstraint(title, state);
        checkConstraint(stock.ge(0));
        index("ix_product_price", price.desc());
    }
}
// end::products
