package io.cinnabar.examples.chinook.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** A track that was bought. */
@Entity
@Table(name = "invoice_line")
public class InvoiceLine {
    @Id
    @Column(name = "invoice_line_id")
    private int id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "invoice_id")
    private Invoice invoice;

    @ManyToOne(optional = false)
    @JoinColumn(name = "track_id")
    private Track track;

    private BigDecimal unitPrice = BigDecimal.ZERO;

    private int quantity;

    @SuppressWarnings("NullAway.Init") // set when a row is loaded
    protected InvoiceLine() {}

    InvoiceLine(int id, Invoice invoice, Track track) {
        this.id = id;
        this.invoice = invoice;
        this.track = track;
        this.unitPrice = track.getUnitPrice();
        this.quantity = 1;
    }

    public Invoice getInvoice() {
        return invoice;
    }

    public Track getTrack() {
        return track;
    }

    public BigDecimal getUnitPrice() {
        return unitPrice;
    }

    public int getQuantity() {
        return quantity;
    }
}
