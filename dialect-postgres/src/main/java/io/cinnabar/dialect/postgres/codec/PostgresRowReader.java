package io.cinnabar.dialect.postgres.codec;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.ValueConversionException;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells of the driver's rows as the natural Java value of their PostgreSQL type, the same value for a column
 * that came in text as for one that came in binary form.
 *
 * <table>
 * <caption>Natural values</caption>
 * <tr><th>PostgreSQL</th><th>Java</th></tr>
 * <tr><td>boolean</td><td>{@link Boolean}</td></tr>
 * <tr><td>smallint, integer, bigint</td><td>{@link Short}, {@link Integer}, {@link Long}</td></tr>
 * <tr><td>oid, xid, cid</td><td>{@link Long}</td></tr>
 * <tr><td>real, double precision</td><td>{@link Float}, {@link Double}</td></tr>
 * <tr><td>numeric</td><td>{@link java.math.BigDecimal} with the column's scale; NaN and the infinities are an error</td></tr>
 * <tr><td>text, varchar, char(n) (padded), name, "char", xml, json, jsonb, jsonpath, refcursor</td><td>{@link String}</td></tr>
 * <tr><td>bit, varbit, inet, cidr, macaddr, macaddr8</td><td>{@link String}, as {@code ::text} gives it</td></tr>
 * <tr><td>bytea</td><td>{@code byte[]}</td></tr>
 * <tr><td>uuid</td><td>{@link java.util.UUID}</td></tr>
 * <tr><td>date, timestamp</td><td>{@link java.time.LocalDate}, {@link java.time.LocalDateTime}; infinity is {@code MAX},
 * -infinity is {@code MIN}</td></tr>
 * <tr><td>timestamptz</td><td>{@link java.time.OffsetDateTime} in UTC; infinity is {@code MAX}, -infinity is
 * {@code MIN}</td></tr>
 * <tr><td>time, timetz</td><td>{@link java.time.LocalTime}, {@link java.time.OffsetTime}; 24:00:00 is an error</td></tr>
 * <tr><td>interval</td><td>{@link PostgresInterval}</td></tr>
 * <tr><td>arrays of these, int2vector, oidvector</td><td>unmodifiable {@link java.util.List}, nested for each dimension,
 * null elements kept; lower bounds are dropped</td></tr>
 * <tr><td>void</td><td>null</td></tr>
 * <tr><td>everything else</td><td>{@link PostgresUnknown}</td></tr>
 * </table>
 *
 * <p>Rows of a connection without our codec are refused, because the driver's own codecs would answer with wrong values
 * and no error.
 */
public final class PostgresRowReader {

    private PostgresRowReader() {}

    /**
     * The value of the cell at the given position, counted from 0.
     *
     * @throws ValueConversionException if the value has no Java counterpart
     * @throws InvalidRequestException if the connection was opened without our codec
     */
    public static @Nullable Object read(Readable row, int index) {
        PostgresCell cell;
        try {
            cell = row.get(index, PostgresCell.class);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(
                    ErrorCode.OPTION_INVALID,
                    "The connection was opened without Cinnabar's codec, so its values cannot be read safely. "
                            + "Leave autodetectExtensions on, or pass a PostgresCodecRegistrar to "
                            + "PostgresqlConnectionConfiguration.Builder.extendWith.",
                    e);
        }
        return cell == null ? null : cell.value();
    }
}
