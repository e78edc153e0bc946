package io.cinnabar.dialect.postgres.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cinnabar.error.ValueConversionException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server of another version may send, byte by byte; everything else is tested against a server. */
class BinaryDecoderTests {

    @ParameterizedTest
    @CsvSource({
        "0000 0000 0000 0000, 0",
        "0000 0000 0000 0003, 0.000",
        "0001 0000 0000 0000 0001, 1",
        "0001 0001 0000 0000 0001, 10000",
        "0002 0000 4000 0002 0001 1388, -1.50",
        "0001 FFFF 0000 0004 0001, 0.0001",
        "0001 FFFE 0000 0005 03E8, 0.00001",
        // the largest that is gathered in a long, and the smallest that is not
        "0005 0004 0000 0000 0399 270F 270F 270F 270F, 9219999999999999999",
        "0005 0004 0000 0000 039A 0000 0000 0000 0000, 9220000000000000000"
    })
    void readsNumeric(String hex, String expected) {
        assertThat(decode(PostgresOid.NUMERIC, hex)).isEqualTo(new BigDecimal(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "0000 0000 C000 0000, NaN",
        "0000 0000 D000 0020, Infinity",
        "0000 0000 F000 0020, -Infinity",
        "0000 0000 1000 0000, 0x1000"
    })
    void refusesNumericWithoutBigDecimal(String hex, String name) {
        refuses(PostgresOid.NUMERIC, hex, name);
    }

    @Test
    void readsInfiniteInterval() {
        assertThat(decode(PostgresOid.INTERVAL, "7FFFFFFFFFFFFFFF 7FFFFFFF 7FFFFFFF"))
                .isEqualTo(PostgresInterval.INFINITY);
        assertThat(decode(PostgresOid.INTERVAL, "8000000000000000 80000000 80000000"))
                .isEqualTo(PostgresInterval.NEGATIVE_INFINITY);
    }

    @Test
    void refusesUnknownVersionOfJsonb() {
        refuses(PostgresOid.JSONB, "02 7B7D", "version 2");
    }

    @Test
    void readsCellsWithinALargerBufferAndLeavesItsIndexes() {
        ByteBuf buffer = Unpooled.wrappedBuffer(HexFormat.of().parseHex("FFFF0000002AFFFF"))
                .skipBytes(2)
                .readSlice(4);
        assertThat(PostgresValueCodec.INSTANCE.decode(
                        buffer, PostgresOid.INT4, io.r2dbc.postgresql.message.Format.FORMAT_BINARY, PostgresCell.class))
                .isEqualTo(new PostgresCell(42));
        assertThat(buffer.readerIndex()).isZero();
        assertThat(buffer.refCnt()).isOne();
    }

    @Test
    void keepsTheBytesOfUnknownTypes() {
        PostgresUnknown unknown = (PostgresUnknown) decode(99_999, "68 C5BE");
        assertThat(unknown.text()).isEqualTo("hž");
        assertThat(unknown.oid()).isEqualTo(99_999);
        assertThat(unknown.bytes()).containsExactly(0x68, 0xC5, 0xBE);
        assertThat(unknown).isEqualTo(decode(99_999, "68 C5BE")).isNotEqualTo(decode(99_998, "68 C5BE"));
        assertThat(unknown).hasToString("PostgresUnknown[oid=99999, binary, 3 bytes]");
    }

    @ParameterizedTest
    @CsvSource({"99999, 680069", "99999, 01612E62", "99999, C3", "3904, 61"})
    void refusesTextThatIsVisiblyNone(int oid, String hex) {
        PostgresUnknown unknown = (PostgresUnknown) decode(oid, hex);
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(unknown::text)
                .withMessageContaining("::text");
    }

    @Test
    void refusesArraysThatAreVisiblyNone() {
        for (String hex : List.of(
                "",
                "61",
                "00000007 00000000 00000017",
                "00000001 00000002 00000017 00000001 00000001",
                "00000001 00000000 00000017")) {
            PostgresUnknown unknown = (PostgresUnknown) decode(99_999, hex);
            assertThatExceptionOfType(ValueConversionException.class)
                    .isThrownBy(() -> unknown.array(PostgresUnknown::text))
                    .withMessageContaining("99999");
        }
    }

    @Test
    void refusesValuesTooShortForTheTypeUnderneath() {
        PostgresUnknown unknown = (PostgresUnknown) decode(99_999, "0001");
        assertThat(unknown.as(PostgresOid.INT2)).isEqualTo((short) 1);
        assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> unknown.as(PostgresOid.INT8));
    }

    private static Object decode(int oid, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        Object value = BinaryDecoder.decode(oid, Unpooled.wrappedBuffer(bytes), 0, bytes.length);
        assertThat(value).isNotNull();
        return value;
    }

    private static void refuses(int oid, String hex, String message) {
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> decode(oid, hex))
                .withMessageContaining(message);
    }
}
