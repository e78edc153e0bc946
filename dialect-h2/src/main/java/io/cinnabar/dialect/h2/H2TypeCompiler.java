package io.cinnabar.dialect.h2;

import io.cinnabar.compile.IdentifierQuoter;
import io.cinnabar.compile.TypeCompiler;
import io.cinnabar.type.BinaryType;
import io.cinnabar.type.EnumType;
import io.cinnabar.type.NumericType;
import io.cinnabar.type.TemporalType;
import java.util.stream.Collectors;

/**
 * The names of types on H2. Where H2's own default would lose digits, the name says more: {@code TIME} alone has no
 * fraction of a second there, {@code TIMESTAMP} only six digits, and {@code NUMERIC} no digit behind the point.
 */
final class H2TypeCompiler extends TypeCompiler {
    private static final int GREATEST_PRECISION = 9;

    H2TypeCompiler(IdentifierQuoter quoter) {
        super(quoter);
    }

    /**
     * H2 has no exact type of any scale; DECFLOAT keeps the digits, but no zeros behind the last one. Without a
     * precision it has 100,000 digits, and H2 computes all of them in a division, which takes a second.
     */
    @Override
    protected String numeric(NumericType<?> type) {
        return type.precision() == null ? "DECFLOAT(1000)" : super.numeric(type);
    }

    /** Holds 1,000,000,000 characters, more than a Java string of H2's can have, and unlike a CLOB takes an index. */
    @Override
    protected String text() {
        return "CHARACTER VARYING";
    }

    @Override
    protected String binary(BinaryType type) {
        return sized("BINARY VARYING", type.length());
    }

    @Override
    protected String time(TemporalType<?> type) {
        return super.time(precise(type));
    }

    @Override
    protected String timestamp(TemporalType<?> type) {
        return super.timestamp(precise(type));
    }

    @Override
    protected String interval(TemporalType<?> type) {
        return "INTERVAL DAY(18) TO SECOND(" + precise(type).precision() + ")";
    }

    private static TemporalType<?> precise(TemporalType<?> type) {
        return type.precision() == null ? type.precision(GREATEST_PRECISION) : type;
    }

    @Override
    protected String enumeration(EnumType<?> type) {
        // The names of Java's constants have no quotes in them.
        return type.labels().stream().collect(Collectors.joining("', '", "ENUM('", "')"));
    }
}
