package io.cinnabar.tests.suite;

import io.cinnabar.type.JsonMapper;

/** An object that is stored as JSON. */
record Point(int x, int y, String label) {

    /** Reads and writes points, as far as the tests need it. */
    static final JsonMapper MAPPER = new JsonMapper() {
        @Override
        public String write(Object value) {
            Point point = (Point) value;
            return "{\"x\": " + point.x + ", \"y\": " + point.y + ", \"label\": \"" + point.label + "\"}";
        }

        @Override
        public <T> T read(String json, Class<T> type) {
            return type.cast(new Point(
                    Integer.parseInt(field(json, "x")), Integer.parseInt(field(json, "y")), field(json, "label")));
        }

        private static String field(String json, String name) {
            var matcher = java.util.regex.Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^,\"}]*)")
                    .matcher(json);
            if (!matcher.find()) {
                throw new IllegalArgumentException("no field '" + name + "'");
            }
            return matcher.group(1);
        }
    };
}
