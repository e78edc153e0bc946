package io.cinnabar.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Runs the workloads of two contenders in turns and prints the ratio of the medians: the second to the first. Beside
 * the time it shows the ratios of the processor time and of the allocated bytes, which a busy machine disturbs less.
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
        run(List.of());
    }

    /** Runs the workloads whose names begin with one of the given words, or all without any; closes the contenders. */
    public void run(List<String> wanted) {
        System.out.printf(
                "%-44s %10s %10s %7s %7s %7s%n",
                "workload (median of " + ROUNDS + ")",
                names.apply(contenders.get(0)),
                names.apply(contenders.get(1)),
                "ratio",
                "cpu",
                "bytes");
        workloads.forEach((name, workload) -> {
            if (wanted.isEmpty() || wanted.contains(name.substring(0, name.indexOf(' ')))) {
                compare(name, workload);
            }
        });
        contenders.forEach(closing);
    }

    private void compare(String name, ToLongFunction<C> workload) {
        Map<C, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = -WARM_UP; round < ROUNDS; round++) { // the first rounds warm up
            for (C contender : contenders) {
                Cost before = Cost.now();
                long result = workload.applyAsLong(contender);
                Cost cost = Cost.now().since(before);
                if (result <= 0) {
                    throw new IllegalStateException(names.apply(contender) + " did nothing in " + name);
                }
                if (round >= 0) {
                    costs.computeIfAbsent(contender, key -> new ArrayList<>()).add(cost);
                }
            }
        }
        List<Cost> first = costs.getOrDefault(contenders.get(0), List.of());
        List<Cost> second = costs.getOrDefault(contenders.get(1), List.of());
        System.out.printf(
                "%-44s %7.2f ms %7.2f ms %7.2f %7.2f %7.2f%n",
                name,
                median(first, Cost::nanos) / 1e6,
                median(second, Cost::nanos) / 1e6,
                median(second, Cost::nanos) / median(first, Cost::nanos),
                median(second, Cost::processor) / median(first, Cost::processor),
                median(second, Cost::bytes) / median(first, Cost::bytes));
    }

    private static double median(List<Cost> costs, ToLongFunction<Cost> part) {
        long[] sorted = costs.stream().mapToLong(part).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElse(0);
    }

    /**
     * What a workload takes of the process.
     *
     * @param nanos the time
     * @param processor the time of all its threads on processors
     * @param bytes what they allocated
     */
    private record Cost(long nanos, long processor, long bytes) {
        private static final OperatingSystemMXBean SYSTEM =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

        static Cost now() {
            long bytes = Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                    .sum();
            return new Cost(System.nanoTime(), SYSTEM.getProcessCpuTime(), bytes);
        }

        Cost since(Cost earlier) {
            return new Cost(nanos - earlier.nanos, processor - earlier.processor, bytes - earlier.bytes);
        }
    }
}
