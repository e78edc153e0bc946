package io.cinnabar.tests.postgres;

import io.cinnabar.type.JsonMapper;

/** The smallest mapper that there can be: a text as an array of one string. */
final class BracketMapper implements JsonMapper {

    @Override
    public String write(Object value) {
        return "[\"" + value + "\"]";
    }

    @Override
    public <T> T read(String json, Class<T> type) {
        return type.cast(json.substring(2, json.length() - 2));
    }
}
