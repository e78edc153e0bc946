package io.cinnabar.examples.chinook;

import static io.cinnabar.schema.Schema.indexed;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.numeric;

import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import java.math.BigDecimal;

/** The tracks on an invoice, with the price that they had then. */
public final class InvoiceLines extends Table {
    public final NumericColumn<Integer> id = column("invoice_line_id", INTEGER, primaryKey());
    public final NumericColumn<Integer> invoiceId =
            column("invoice_id", INTEGER, notNull(), indexed(), references("invoice.invoice_id"));
    public final NumericColumn<Integer> trackId =
            column("track_id", INTEGER, notNull(), indexed(), references("track.track_id"));
    public final NumericColumn<BigDecimal> unitPrice = column("unit_price", numeric(10, 2), notNull());
    public final NumericColumn<Integer> quantity = column("quantity", INTEGER, notNull());

    public InvoiceLines(MetaData metadata) {
        super("invoice_line", metadata);
    }
}
