package io.cinnabar.examples.chinook.model;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** What a customer bought at one time. */
@Entity
@Table(name = "invoice")
public class Invoice {
    @Id
    @Column(name = "invoice_id")
    private int id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "customer_id")
    private Customer customer;

    private LocalDateTime invoiceDate;

    @Embedded
    @AttributeOverride(name = "street", column = @Column(name = "billing_address"))
    @AttributeOverride(name = "city", column = @Column(name = "billing_city"))
    @AttributeOverride(name = "state", column = @Column(name = "billing_state"))
    @AttributeOverride(name = "country", column = @Column(name = "billing_country"))
    @AttributeOverride(name = "postalCode", column = @Column(name = "billing_postal_code"))
    private Address billing;

    private BigDecimal total = BigDecimal.ZERO;

    @OneToMany(mappedBy = "invoice", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("id")
    private List<InvoiceLine> lines = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set when a row is loaded
    protected Invoice() {}

    public Invoice(int id, Customer customer, LocalDateTime invoiceDate) {
        this.id = id;
        this.customer = customer;
        this.invoiceDate = invoiceDate;
        this.billing = customer.getAddress();
    }

    /** Adds a line for one copy of a track. */
    public void add(int lineId, Track track) {
        lines.add(new InvoiceLine(lineId, this, track));
        total = total.add(track.getUnitPrice());
    }

    /** Takes the last line away. */
    public void removeLast() {
        InvoiceLine last = lines.remove(lines.size() - 1);
        total = total.subtract(last.getUnitPrice());
    }

    public int getId() {
        return id;
    }

    public Customer getCustomer() {
        return customer;
    }

    public LocalDateTime getInvoiceDate() {
        return invoiceDate;
    }

    public Address getBilling() {
        return billing;
    }

    public BigDecimal getTotal() {
        return total;
    }

    public List<InvoiceLine> getLines() {
        return lines;
    }
}
