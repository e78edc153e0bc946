package io.cinnabar.dialect.postgres.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cinnabar.error.ValueConversionException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresParameterTests {

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0", "\uD83D", "a\uD83Db", "\uDC0E", "\uDC0E\uD83D", "\uD83D\uD83D\uDC0E"})
    void refusesTextThatCannotBeStored(String text) {
        assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> PostgresParameter.text(text));
        assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> PostgresBaseType.TEXT.bind(text));
    }

    @Test
    void takesTextOfEveryPlane() {
        assertThat(PostgresParameter.text("ž🐎\uFFFF")).hasToString("PostgresParameter[oid=0, 9 bytes]");
    }

    @ParameterizedTest
    @EnumSource
    void givesNullsTheirType(PostgresBaseType type) {
        assertThat(type.bind(null).isNull()).isTrue();
        assertThat(type.bind(null).oid()).isEqualTo(type.oid());
        assertThat(type.bindArray(null).isNull()).isTrue();
        assertThat(type.bindArray(null).oid()).isEqualTo(type.arrayOid());
        assertThat(type.bindArray(List.of()).isNull()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = PostgresBaseType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MONEY"})
    void bindsOnlyArraysThatCanBeReadBack(PostgresBaseType type) {
        assertThat(PostgresOid.elementOf(type.arrayOid())).isEqualTo(type.oid());
    }

    @Test
    void writesArrayLiterals() {
        assertThat(ArrayLiteral.of(Arrays.asList("a", null, "NULL", "\"\\", ""), Object::toString))
                .isEqualTo("{\"a\",NULL,\"NULL\",\"\\\"\\\\\",\"\"}");
        assertThat(ArrayLiteral.of(List.of(List.of(1), List.of(2)), Object::toString))
                .isEqualTo("{{\"1\"},{\"2\"}}");
        assertThat(ArrayLiteral.of(List.of(List.of(), List.of()), Object::toString))
                .isEqualTo("{}");
    }

    @Test
    void growsWithItsContent() {
        WireBuffer buffer = new WireBuffer(1);
        buffer.writeByte(1).writeShort(0x0203).writeInt(0x04050607).writeLong(0x08090A0B0C0D0E0FL);
        buffer.writeBytes(new byte[] {16}).setInt(3, 0);
        assertThat(Arrays.copyOf(buffer.bytes(), buffer.length()))
                .containsExactly(1, 2, 3, 0, 0, 0, 0, 8, 9, 10, 11, 12, 13, 14, 15, 16);
    }
}
