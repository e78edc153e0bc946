package io.cinnabar.core.event;

import io.cinnabar.error.CinnabarException;
import org.jspecify.annotations.Nullable;

/**
 * An error of the database or of the connection to it.
 *
 * @param engineName the name of the engine
 * @param statement the statement that failed, or null where no connection could be had
 * @param failure the error, as it is signalled unless a listener replaces it
 */
public record FailureEvent(String engineName, @Nullable StatementEvent statement, CinnabarException failure) {}
