package io.cinnabar.benchmarks;

import java.util.List;
import reactor.core.publisher.Mono;

/** One way of doing the workloads; each returns something to check, so that no work can be left out. */
interface Contender {

    /** The name that the table shows. */
    String name();

    /** An author as a program wants it. */
    record Author(
            long id,
            String name,
            String email,
            int age,
            java.time.OffsetDateTime createdAt,
            boolean active,
            double score,
            String bio) {}

    /** Inserts authors and emits the ids that the database gave them, in the order of the authors. */
    Mono<List<Long>> insert(List<Author> authors);

    /** Emits one author by its key. */
    Mono<Author> get(long id);

    /** Emits the authors with the first keys, in their order. */
    Mono<List<Author>> read(int count);

    /** Gives up its connections. */
    Mono<Void> close();
}
