package io.cinnabar.benchmarks.orm;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A book as an object. */
@Entity
@Table(name = "work")
class Work {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Column(nullable = false)
    String title = "";

    @Column(precision = 10, scale = 2, nullable = false)
    BigDecimal price = BigDecimal.ZERO;

    @Column(nullable = false)
    LocalDate published = LocalDate.EPOCH;

    int pages;

    @ManyToOne
    @JoinColumn(name = "writer_id")
    @Nullable
    Writer writer;

    @ManyToOne
    @JoinColumn(name = "house_id")
    @Nullable
    House house;
}
