package io.cinnabar.compile;

import io.cinnabar.error.ErrorCode;

/**
 * What looked like a mistake when a statement was compiled, though the database would execute it.
 *
 * @param code the kind of the mistake, which has a page in the manual
 * @param message what was found, and what to do
 */
public record CompileWarning(ErrorCode code, String message) {}
