package io.cinnabar.dialect.postgres.codec;

/**
 * A Java value that cannot be sent to PostgreSQL as it is. It is raised before anything is sent, and its message never
 * contains the value.
 */
public final class PostgresEncodingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message that says what was wrong and what to do. */
    public PostgresEncodingException(String message) {
        super(message);
    }
}
