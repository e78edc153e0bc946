package io.cinnabar.type;

/** The family of a SQL type; dialects choose names and codecs by it. */
public enum TypeKind {
    /** 16-bit integer. */
    SMALLINT,
    /** 32-bit integer. */
    INTEGER,
    /** 64-bit integer. */
    BIGINT,
    /** Exact decimal number. */
    NUMERIC,
    /** 32-bit floating-point number. */
    REAL,
    /** 64-bit floating-point number. */
    DOUBLE,
    /** Truth value. */
    BOOLEAN,
    /** Text of fixed length, padded with blanks by the database. */
    CHAR,
    /** Text of a limited length. */
    VARCHAR,
    /** Text of any length. */
    TEXT,
    /** Bytes. */
    BINARY,
    /** Calendar date. */
    DATE,
    /** Time of day. */
    TIME,
    /** Time of day with an offset from UTC. */
    TIME_WITH_TIME_ZONE,
    /** Date and time of day, without a zone. */
    TIMESTAMP,
    /** A point in time. */
    TIMESTAMP_WITH_TIME_ZONE,
    /** A duration of days, hours, minutes and seconds. */
    INTERVAL,
    /** Universally unique identifier. */
    UUID,
    /** JSON document. */
    JSON,
    /** One of a fixed list of names. */
    ENUM,
    /** Array of another type. */
    ARRAY,
    /** A type that Cinnabar was not told; values are read in the database's natural Java form. */
    UNKNOWN
}
