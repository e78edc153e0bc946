package io.cinnabar.examples.chinook.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** Where somebody lives: a part of the row of whoever has it. */
@Embeddable
public record Address(
        @Column(name = "address") String street,
        String city,
        @Nullable String state,
        String country,
        @Nullable String postalCode) {}
