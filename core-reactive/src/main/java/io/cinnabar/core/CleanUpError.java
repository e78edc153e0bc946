package io.cinnabar.core;

import org.jspecify.annotations.Nullable;

/** Takes the error of a clean-up out of the {@link RuntimeException} in which Reactor's {@code usingWhen} wraps it. */
final class CleanUpError {
    private static final String WRAPPED = "Async resource cleanup failed after ";

    private CleanUpError() {}

    /**
     * The error to report: that of the clean-up, such as a COMMIT that the database refused; where the work had failed
     * before, the error of the work, with that of the clean-up suppressed.
     */
    static Throwable unwrapped(Throwable failure) {
        Throwable cleanUp = failure.getCause();
        if (cleanUp == null || !isWrapper(failure)) {
            return failure;
        }
        Throwable ofWork = failure.getSuppressed().length == 0 ? null : failure.getSuppressed()[0];
        return ofWork == null ? cleanUp : withSuppressed(ofWork, cleanUp);
    }

    private static boolean isWrapper(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return failure.getClass() == RuntimeException.class && message != null && message.startsWith(WRAPPED);
    }

    private static Throwable withSuppressed(Throwable failure, Throwable second) {
        if (failure != second) {
            failure.addSuppressed(second);
        }
        return failure;
    }
}
