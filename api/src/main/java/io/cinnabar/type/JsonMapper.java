package io.cinnabar.type;

/**
 * Turns objects into JSON and back for columns of {@link Types#json(Class)}. Cinnabar brings none: an adapter to
 * Jackson or another library is a few lines, given to the engine as an option. Implementations must be thread-safe.
 */
public interface JsonMapper {

    /** The JSON text of a value. */
    String write(Object value);

    /** The value of a JSON text. */
    <T> T read(String json, Class<T> type);
}
