package io.cinnabar.dialect.postgres.codec;

/**
 * The class that we ask the driver for, so that our codec answers and no other: the private name for "the natural
 * value, whatever it is".
 *
 * <p>It wraps the value because the driver casts what a codec returns to the class that was asked for. A class that all
 * values share, such as {@link java.io.Serializable}, would save the wrapper, but the driver's codecs answer to it too:
 * where ours is missing, or where two keys of the driver's codec cache collide, they would return wrong values without
 * an error.
 */
record PostgresCell(Object value) {}
