package io.cinnabar.benchmarks.orm;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An author as an object. */
@Entity
@Table(name = "writer")
class Writer {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Column(nullable = false)
    String name = "";

    @Column(nullable = false)
    String email = "";

    int age;

    @Column(name = "created_at", nullable = false)
    OffsetDateTime createdAt = OffsetDateTime.MIN;

    boolean active;
    double score;

    @Lob
    @Column(nullable = false)
    String bio = "";

    @OneToMany(mappedBy = "writer", cascade = CascadeType.PERSIST)
    List<Work> works = new ArrayList<>();

    static long ages(List<Writer> writers) {
        return writers.stream().mapToLong(writer -> writer.age).sum();
    }
}
