package io.cinnabar.examples.chinook.model;

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
import java.util.ArrayList;
import java.util.List;

/** Who buys in the shop. */
@Entity
@Table(name = "customer")
public class Customer {
    @Id
    @Column(name = "customer_id")
    private int id;

    private String firstName = "";

    private String lastName = "";

    private String email = "";

    @Embedded
    private Address address;

    @ManyToOne(optional = false)
    @JoinColumn(name = "support_rep_id")
    private Employee supportRep;

    @OneToMany(mappedBy = "customer", cascade = CascadeType.PERSIST)
    @OrderBy("id")
    private List<Invoice> invoices = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set when a row is loaded
    protected Customer() {}

    public String getName() {
        return firstName + " " + lastName;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public Address getAddress() {
        return address;
    }

    public Employee getSupportRep() {
        return supportRep;
    }

    public List<Invoice> getInvoices() {
        return invoices;
    }
}
