package io.cinnabar.core.driver;

import io.cinnabar.error.CinnabarException;
import org.jspecify.annotations.Nullable;

/** Makes Cinnabar's errors of a driver's. Thread-safe. */
@FunctionalInterface
public interface ErrorTranslator {

    /**
     * The error to signal for one that the driver signalled.
     *
     * @param error the driver's error; one of Cinnabar's comes back as it is
     * @param sql the statement that was running, or null
     */
    CinnabarException translate(Throwable error, @Nullable String sql);
}
