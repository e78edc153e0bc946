package io.cinnabar.mapping;

import io.cinnabar.schema.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Where the key of a new object comes from.
 *
 * @param kind the source
 * @param sequence the sequence of a key that is drawn from one, else null
 */
public record KeyGeneration(Kind kind, @Nullable Sequence sequence) {

    /** The program sets the key. */
    public static final KeyGeneration ASSIGNED = new KeyGeneration(Kind.ASSIGNED, null);

    /** The database numbers the rows; the key comes back from the INSERT. */
    public static final KeyGeneration IDENTITY = new KeyGeneration(Kind.IDENTITY, null);

    /** The session draws a random UUID. */
    public static final KeyGeneration RANDOM_UUID = new KeyGeneration(Kind.RANDOM_UUID, null);

    /** The key is drawn from a sequence. */
    public static KeyGeneration from(Sequence sequence) {
        return new KeyGeneration(Kind.SEQUENCE, sequence);
    }

    /** The source of a key. */
    public enum Kind {
        /** The program. */
        ASSIGNED,
        /** The numbering of the column. */
        IDENTITY,
        /** A sequence of the database. */
        SEQUENCE,
        /** A random UUID. */
        RANDOM_UUID
    }
}
