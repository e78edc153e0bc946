package io.cinnabar.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Runs the workloads of two contenders in turns and prints the ratio of the medians: the second to the first.
 *
 * @param <C> what the contenders can do
 */
public final class Comparison<C> {
    private static final int ROUNDS = 7;
    private static final int WARM_UP = 15;

    private final List<C> contenders;
    private final Function<C, String> names;
    private final Consumer<C> closing;
    private final Map<String, ToLongFunction<C>> workloads = new LinkedHashMap<>();

    /**
     * A comparison.
     *
     * @param contenders the one that others are measured by, and the one that is measured
     */
    public Comparison(List<C> contenders, Function<C, String> names, Consumer<C> closing) {
        this.contenders = List.copyOf(contenders);
        this.names = names;
        this.closing = closing;
    }

    /** Adds a workload, which returns a positive number. */
    public void add(String name, ToLongFunction<C> workload) {
        workloads.put(name, workload);
    }

    /** Runs all workloads, and closes the contenders. */
    public void run() {
        System.out.printf(
                "%-44s %10s %10s %7s%n",
                "workload (median of " + ROUNDS + ")",
                names.apply(contenders.get(0)),
                names.apply(contenders.get(1)),
                "ratio");
        workloads.forEach(this::compare);
        contenders.forEach(closing);
    }

    private void compare(String name, ToLongFunction<C> workload) {
        Map<C, List<Long>> times = new LinkedHashMap<>();
        for (int round = -WARM_UP; round < ROUNDS; round++) { // the first rounds warm up
            for (C contender : contenders) {
                long start = System.nanoTime();
                long result = workload.applyAsLong(contender);
                long elapsed = System.nanoTime() - start;
                if (result <= 0) {
                    throw new IllegalStateException(names.apply(contender) + " did nothing in " + name);
                }
                if (round >= 0) {
                    times.computeIfAbsent(contender, key -> new ArrayList<>()).add(elapsed);
                }
            }
        }
        double first = median(times.getOrDefault(contenders.get(0), List.of()));
        double second = median(times.getOrDefault(contenders.get(1), List.of()));
        System.out.printf("%-44s %7.2f ms %7.2f ms %7.2f%n", name, first / 1e6, second / 1e6, second / first);
    }

    private static double median(List<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElse(0);
    }
}
