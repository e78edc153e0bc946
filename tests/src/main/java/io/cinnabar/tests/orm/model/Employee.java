package io.cinnabar.tests.orm.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has a manager and reports, all of the same class. */
public class Employee {
    public @Nullable Long id;
    public @Nullable String name;
    public @Nullable Employee manager;
    public List<Employee> reports = new ArrayList<>();

    public Employee() {}

    public Employee(String name) {
        this.name = name;
    }

    /** The name. */
    public @Nullable String name() {
        return name;
    }

    /** The reports. */
    public List<Employee> reports() {
        return reports;
    }
}
