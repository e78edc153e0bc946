package io.cinnabar.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cinnabar.core.type.ValueCodec;
import io.cinnabar.dialect.postgres.Items.Mood;
import io.cinnabar.dialect.postgres.codec.PostgresInterval;
import io.cinnabar.dialect.postgres.codec.PostgresOid;
import io.cinnabar.dialect.postgres.codec.PostgresParameter;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.Types;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresValueCodecsTests {
    private final PostgresValueCodecs codecs = new PostgresValueCodecs(null);

    static Stream<Arguments> nullTypes() {
        return Stream.of(
                Arguments.of(Types.BIGINT, PostgresOid.INT8),
                Arguments.of(Types.character(3), PostgresOid.BPCHAR),
                Arguments.of(Types.INSTANT, PostgresOid.TIMESTAMPTZ),
                Arguments.of(Types.JSON, PostgresOid.JSONB),
                Arguments.of(Types.enumeration(Mood.class), PostgresOid.UNSPECIFIED),
                Arguments.of(Types.array(Types.INSTANT), PostgresOid.TIMESTAMPTZ_ARRAY),
                Arguments.of(Types.array(Types.array(Types.BINARY)), PostgresOid.BYTEA_ARRAY),
                Arguments.of(Types.UNKNOWN, PostgresOid.UNSPECIFIED));
    }

    @ParameterizedTest
    @MethodSource("nullTypes")
    void givesNullTheTypeThatAValueHas(SqlType<?> type, int oid) {
        Object parameter = codecs.codec(type).encodedNull();
        assertThat(parameter).isInstanceOfSatisfying(PostgresParameter.class, bound -> {
            assertThat(bound.isNull()).isTrue();
            assertThat(bound.oid()).isEqualTo(oid);
        });
    }

    @Test
    void readsIntervalsOfDaysAndTime() {
        ValueCodec<Duration> codec = codecs.codec(Types.INTERVAL);
        assertThat(codec.decode(new PostgresInterval(0, 2, -1)))
                .isEqualTo(Duration.ofDays(2).minusNanos(1_000));
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> codec.decode(new PostgresInterval(1, 0, 0)))
                .withMessageContaining("months")
                .matches(refusal -> refusal.code() == ErrorCode.VALUE_UNREADABLE);
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> codec.decode(PostgresInterval.INFINITY));
    }

    @Test
    void refusesDurationsLongerThanAnInterval() {
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> codecs.codec(Types.INTERVAL).encode(Duration.ofSeconds(Long.MAX_VALUE)))
                .matches(refusal -> refusal.code() == ErrorCode.VALUE_INVALID);
    }

    @Test
    void refusesTextThatTheServerCannotStore() {
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> codecs.codec(Types.TEXT).encode("a\0b"))
                .withMessageContaining("NUL at index 1");
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> codecs.codec(Types.array(Types.TEXT)).encode(List.of("a\0b")));
    }

    @Test
    void needsAMapperForObjects() {
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> codecs.codec(Types.json(StringBuilder.class)))
                .withMessageContaining("withJsonMapper");
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> codecs.codec(Types.array(Types.json(StringBuilder.class))))
                .withMessageContaining("withJsonMapper");
    }
}
