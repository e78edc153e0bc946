package io.cinnabar.benchmarks.orm;

import reactor.core.publisher.Mono;

/** One way of doing the workloads on objects; each returns something to check, so that no work can be left out. */
interface OrmContender {

    /** The name that the table shows. */
    String name();

    /** Emits the age of one writer, who is found by the key. */
    Mono<Long> get(long id);

    /** Reads the writers with the first keys into a list; emits the sum of their ages. */
    Mono<Long> read(int count);

    /** Inserts writers and emits the sum of their keys. */
    Mono<Long> insert(int count);

    /** Loads writers and their works, changes each work, and writes the changes; emits the number of works. */
    Mono<Long> change(int writers);

    /** Loads writers with their works and the houses of those; emits the sum of the lengths of the names of houses. */
    Mono<Long> graph(int writers);

    /** Gives up its connections. */
    Mono<Void> close();
}
