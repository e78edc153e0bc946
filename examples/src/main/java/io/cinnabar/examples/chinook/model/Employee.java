package io.cinnabar.examples.chinook.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who works for the shop, for whom, and with whom; of the columns those that the example needs. */
@Entity
@Table(name = "employee")
public class Employee {
    @Id
    @Column(name = "employee_id")
    private int id;

    private String lastName = "";

    private String title = "";

    @ManyToOne
    @JoinColumn(name = "reports_to")
    private @Nullable Employee manager;

    @OneToMany(mappedBy = "manager")
    @OrderBy("id")
    private List<Employee> reports = new ArrayList<>();

    protected Employee() {}

    public String getLastName() {
        return lastName;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public @Nullable Employee getManager() {
        return manager;
    }

    public List<Employee> getReports() {
        return reports;
    }
}
