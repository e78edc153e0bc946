package io.cinnabar.dialect.postgres;

import io.cinnabar.core.type.StandardValueCodecs;
import io.cinnabar.core.type.ValueCodec;
import io.cinnabar.dialect.postgres.codec.PostgresBaseType;
import io.cinnabar.dialect.postgres.codec.PostgresInterval;
import io.cinnabar.dialect.postgres.codec.PostgresOid;
import io.cinnabar.dialect.postgres.codec.PostgresParameter;
import io.cinnabar.dialect.postgres.codec.PostgresRowReader;
import io.cinnabar.dialect.postgres.codec.PostgresUnknown;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;
import io.cinnabar.type.ArrayType;
import io.cinnabar.type.EnumType;
import io.cinnabar.type.Json;
import io.cinnabar.type.JsonMapper;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.Types;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The codecs of SQL types over our own codec of the wire, which the driver is made to use. What is bound is always a
 * {@link PostgresParameter}, which carries its exact type, for a NULL too.
 */
final class PostgresValueCodecs extends StandardValueCodecs {
    private final @Nullable JsonMapper jsonMapper;

    PostgresValueCodecs(@Nullable JsonMapper jsonMapper) {
        super(jsonMapper);
        this.jsonMapper = jsonMapper;
    }

    @Override
    public @Nullable Object read(Readable row, int index) {
        return PostgresRowReader.read(row, index);
    }

    /** The value as it was read; one of a type that we do not know as its text, if text is what came. */
    @Override
    public Object natural(Object raw) {
        return raw instanceof PostgresUnknown unknown ? unknown.text() : raw;
    }

    private PostgresWireForm form(SqlType<?> type) {
        return PostgresWireForm.of(type, jsonMapper);
    }

    @Override
    protected ValueCodec<?> scalar(SqlType<?> type) {
        return new WireCodec<>(form(type), decoding(super.scalar(type)));
    }

    private static <T> Function<Object, T> decoding(ValueCodec<T> codec) {
        return codec::decode;
    }

    /** Also reads {@code citext} and other types made of text. */
    @Override
    protected ValueCodec<String> text() {
        return same(String.class, PostgresValueCodecs::readText);
    }

    private static String readText(Object raw) {
        return raw instanceof PostgresUnknown unknown ? unknown.text() : read(raw, String.class);
    }

    @Override
    protected ValueCodec<byte[]> binary() {
        return same(byte[].class, raw -> read(raw, byte[].class));
    }

    @Override
    protected ValueCodec<Duration> interval() {
        return same(Duration.class, raw -> duration(read(raw, PostgresInterval.class)));
    }

    private static Duration duration(PostgresInterval interval) {
        if (interval.months() != 0) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_UNREADABLE,
                    "An interval that counts months or years, or is infinite, has no length that a Duration could hold."
                            + " Select its parts with EXTRACT(…), or read the column without a type as a"
                            + " PostgresInterval.");
        }
        return interval.toDuration().plusDays(interval.days());
    }

    @Override
    protected ValueCodec<Json> jsonText() {
        return new WireCodec<>(form(Types.JSON), raw -> new Json(readText(raw)));
    }

    @Override
    protected <E extends Enum<E>> ValueCodec<E> enumeration(EnumType<E> type) {
        return new WireCodec<>(form(type), decoding(super.enumeration(type)));
    }

    @Override
    protected String enumLabel(Object raw) {
        return readText(raw);
    }

    @Override
    protected <E> ValueCodec<List<E>> array(ArrayType<E> type) {
        if (leaf(type) == Types.UNKNOWN) {
            return new UnknownArrayCodec<>();
        }
        return new ArrayCodec<>(form(type.element()), codec(type.element()));
    }

    private static SqlType<?> leaf(SqlType<?> type) {
        return type.storage() instanceof ArrayType<?> array ? leaf(array.element()) : type.storage();
    }

    @Override
    protected ValueCodec<Object> unknown() {
        return new UnknownCodec();
    }

    /** Values of one type. */
    private record WireCodec<T>(PostgresWireForm form, Function<Object, ? extends T> decoding)
            implements ValueCodec<T> {
        @Override
        public Object encode(T value) {
            return form.bind(Objects.requireNonNull(value, "value"));
        }

        @Override
        public Object encodedNull() {
            return form.nullValue();
        }

        @Override
        public Class<?> boundClass() {
            return PostgresParameter.class;
        }

        @Override
        public T decode(Object raw) {
            return decoding.apply(raw);
        }
    }

    /** Arrays of values of one type. */
    private record ArrayCodec<E>(PostgresWireForm form, ValueCodec<E> element) implements ValueCodec<List<E>> {
        @Override
        public Object encode(List<E> values) {
            return form.bindArray(values);
        }

        @Override
        public Object encodedNull() {
            return form.nullArray();
        }

        @Override
        public Class<?> boundClass() {
            return PostgresParameter.class;
        }

        @Override
        @SuppressWarnings("unchecked") // each element was decoded as one, or is null, which E may not say
        public List<E> decode(Object raw) {
            return (List<E>) elements(raw, element::decode);
        }
    }

    /** The elements of an array; those of a type that we do not know come as an array of such values. */
    private static List<@Nullable Object> elements(Object raw, Function<Object, ?> decoding) {
        Collection<?> elements =
                raw instanceof PostgresUnknown unknown ? unknown.array(Function.identity()) : read(raw, List.class);
        var decoded = new ArrayList<@Nullable Object>(elements.size());
        for (Object value : elements) {
            decoded.add(value == null ? null : decoding.apply(value));
        }
        return Collections.unmodifiableList(decoded);
    }

    /** Values of which only the Java class is known. */
    private final class UnknownCodec implements ValueCodec<Object> {
        @Override
        public Object encode(Object value) {
            if (value instanceof PostgresParameter) {
                return value;
            }
            if (value instanceof PostgresInterval) {
                return PostgresBaseType.INTERVAL.bind(value);
            }
            if (value instanceof Collection<?> values) {
                return unknownArray(values);
            }
            return form(Types.of(value)).bind(value);
        }

        @Override
        public Object encodedNull() {
            return PostgresParameter.nullOf(PostgresOid.UNSPECIFIED);
        }

        @Override
        public Class<?> boundClass() {
            return PostgresParameter.class;
        }

        @Override
        public Object decode(Object raw) {
            return natural(raw);
        }
    }

    /**
     * An array whose type is that of its first element; without one the server takes it from where the array stands.
     */
    private PostgresParameter unknownArray(Collection<?> values) {
        Object first = values.stream().filter(Objects::nonNull).findFirst().orElse(null);
        return first == null
                ? PostgresParameter.textArray(values)
                : form(Types.of(first)).bindArray(values);
    }

    /** Arrays of values of which only the Java class is known. */
    private final class UnknownArrayCodec<E> implements ValueCodec<List<E>> {
        @Override
        public Object encode(List<E> values) {
            return unknownArray(values);
        }

        @Override
        public Object encodedNull() {
            return PostgresParameter.nullOf(PostgresOid.UNSPECIFIED);
        }

        @Override
        public Class<?> boundClass() {
            return PostgresParameter.class;
        }

        @Override
        @SuppressWarnings("unchecked") // nothing is known of the elements
        public List<E> decode(Object raw) {
            return (List<E>) elements(raw, PostgresValueCodecs.this::natural);
        }
    }
}
