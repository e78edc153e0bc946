package io.cinnabar.tests.orm.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is always loaded with its cities, which are always loaded with their country. */
public class Country {
    public @Nullable String code;
    public List<City> cities = new ArrayList<>();

    public Country() {}

    public Country(String code, City... cities) {
        this.code = code;
        this.cities = new ArrayList<>(List.of(cities));
    }
}
