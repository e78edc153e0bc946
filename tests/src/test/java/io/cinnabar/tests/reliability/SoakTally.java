package io.cinnabar.tests.reliability;

import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ErrorCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts what a soak does, and keeps what it finds. Thread-safe, and never blocks. */
final class SoakTally {
    private static final int SHOWN_FRAMES = 25;
    private static final int SHOWN_FINDINGS = 100;
    private static final LongAdder NONE = new LongAdder();

    /** What may befall work when connections break and others hold the locks that it needs. */
    private static final Set<ErrorCode> EXPECTED = EnumSet.of(
            ErrorCode.CONNECTION_FAILED,
            ErrorCode.CONNECTION_LOST,
            ErrorCode.COMMIT_OUTCOME_UNKNOWN,
            ErrorCode.QUERY_TIMEOUT,
            ErrorCode.QUERY_CANCELLED,
            ErrorCode.SERIALIZATION_FAILURE,
            ErrorCode.DEADLOCK);

    final LongAdder operations = new LongAdder();
    final LongAdder cancels = new LongAdder();
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> faults = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> findings = new ConcurrentHashMap<>();

    void count(String what) {
        add(counts, what);
    }

    void fault(String kind) {
        add(faults, kind);
    }

    /** Something that must not happen; told at once when it is new. */
    void finding(String what) {
        add(findings, what);
        if (findings.size() <= SHOWN_FINDINGS
                && findings.getOrDefault(what, NONE).sum() == 1) {
            Soak.LOG.warn("{}", what);
        }
    }

    /** An error that reached a caller: one of ours that can be explained, or else a finding. */
    void error(String work, Throwable failure) {
        if (failure instanceof CinnabarException typed) {
            add(errors, typed.getClass().getSimpleName());
            if (EXPECTED.contains(typed.code()) || isOfChangedTable(typed)) {
                return;
            }
        } else {
            add(errors, failure.getClass().getName());
        }
        finding("'" + work + "' failed with an error that it should not have: " + described(failure));
    }

    /** The plan of a prepared statement does not fit its table any more, as the manual of errors says. */
    private static boolean isOfChangedTable(CinnabarException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("cached plan must not change result type")
                || (failure.code() == ErrorCode.TRANSACTION_STATE
                        && message.contains("columns of a table changed under a statement"));
    }

    static String described(Throwable failure) {
        String frames = Arrays.stream(failure.getStackTrace())
                .limit(SHOWN_FRAMES)
                .map(frame -> "\n        at " + frame)
                .collect(Collectors.joining());
        Throwable cause = failure.getCause();
        return failure + frames + (cause == null ? "" : "\n      caused by " + cause);
    }

    private static void add(Map<String, LongAdder> where, String what) {
        where.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    /** One line of how far it is. */
    String progress() {
        return operations + " operations, " + cancels + " cancels, " + sum(faults) + " faults, " + findings.size()
                + " findings, errors " + new TreeMap<>(errors);
    }

    private static long sum(Map<String, LongAdder> counts) {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** What was done in all. */
    String summary() {
        return progress() + "\n  faults " + new TreeMap<>(faults) + "\n  " + new TreeMap<>(counts);
    }

    /** What was found, each with how often; empty if nothing was. */
    String findings() {
        return new TreeMap<>(findings)
                .entrySet().stream()
                        .map(entry -> "\n  " + entry.getValue() + " × " + entry.getKey())
                        .collect(Collectors.joining());
    }

    long operations() {
        return operations.sum();
    }

    long cancels() {
        return cancels.sum();
    }

    long faults() {
        return sum(faults);
    }

    /** How often something was counted. */
    long times(String what) {
        LongAdder found = counts.get(what);
        return found == null ? 0 : found.sum();
    }
}
