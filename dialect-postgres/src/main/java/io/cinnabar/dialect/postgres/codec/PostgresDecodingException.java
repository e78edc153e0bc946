package io.cinnabar.dialect.postgres.codec;

/**
 * A cell whose value cannot be turned into a Java value. The message names the problem and the remedy; the name of the
 * column is added by the caller, who knows it.
 */
public final class PostgresDecodingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message that says what was found and what to do. */
    public PostgresDecodingException(String message) {
        super(message);
    }
}
