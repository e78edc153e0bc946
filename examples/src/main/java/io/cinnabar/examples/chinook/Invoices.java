package io.cinnabar.examples.chinook;

import static io.cinnabar.schema.Schema.indexed;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TIMESTAMP;
import static io.cinnabar.type.Types.numeric;
import static io.cinnabar.type.Types.varchar;

import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TemporalColumn;
import io.cinnabar.schema.TextColumn;
import java.math.BigDecimal;
import java.time.LocalDateTime;

/** What a customer bought at one time. */
public final class Invoices extends Table {
    public final NumericColumn<Integer> id = column("invoice_id", INTEGER, primaryKey());
    public final NumericColumn<Integer> customerId =
            column("customer_id", INTEGER, notNull(), indexed(), references("customer.customer_id"));
    public final TemporalColumn<LocalDateTime> invoiceDate = column("invoice_date", TIMESTAMP, notNull(), indexed());
    public final TextColumn billingAddress = column("billing_address", varchar(70), notNull());
    public final TextColumn billingCity = column("billing_city", varchar(40), notNull());
    public final TextColumn billingState = column("billing_state", varchar(40));
    public final TextColumn billingCountry = column("billing_country", varchar(40), notNull());
    public final TextColumn billingPostalCode = column("billing_postal_code", varchar(10));
    public final NumericColumn<BigDecimal> total = column("total", numeric(10, 2), notNull());

    public Invoices(MetaData metadata) {
        super("invoice", metadata);
    }
}
