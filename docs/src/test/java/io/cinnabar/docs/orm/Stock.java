package io.cinnabar.docs.orm;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

// tag::class
@Entity
@Table(name = "stock")
public class Stock {
    @EmbeddedId
    private Place place = new Place("", 0);

    @ManyToOne(optional = false)
    @JoinColumn(name = "product_code", referencedColumnName = "code")
    private @Nullable Product product;

    private int amount;

    protected Stock() {}

    public Stock(Place place, Product product, int amount) {
        this.place = place;
        this.product = product;
        this.amount = amount;
    }

    @Embeddable
    public record Place(String shelf, int box) {}
    // end::class

    public Place getPlace() {
        return place;
    }

    public @Nullable Product getProduct() {
        return product;
    }

    public int getAmount() {
        return amount;
    }
}
