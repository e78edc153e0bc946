package io.cinnabar.dialect.postgres;

import io.cinnabar.compile.LiteralWriter;
import io.cinnabar.compile.TypeCompiler;
import io.cinnabar.type.SqlType;
import java.time.Duration;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.HexFormat;

/** Writes values as PostgreSQL spells them, whatever the setting {@code standard_conforming_strings} is. */
final class PostgresLiteralWriter extends LiteralWriter {
    PostgresLiteralWriter(TypeCompiler types) {
        super(types);
    }

    /**
     * Text with a backslash is written as E'…', in which it is always doubled: between plain quotes its meaning depends
     * on a setting of the session, by which a value could end the literal.
     */
    @Override
    protected String text(String text) {
        String quoted = super.text(text);
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    /** Cut off as in a bind: the server would round, for which a time can become 24:00:00 and a date the next one. */
    @Override
    protected Temporal kept(Temporal value) {
        boolean isTime = value.isSupported(ChronoField.NANO_OF_SECOND);
        return isTime ? value.minus(value.get(ChronoField.NANO_OF_SECOND) % 1_000, ChronoUnit.NANOS) : value;
    }

    /** A plain 0.1 would be a numeric, to which a REAL of 0.1 is not equal. */
    @Override
    protected String floating(double value, String digits, SqlType<?> type) {
        return cast(digits, type);
    }

    @Override
    protected String interval(Duration value, SqlType<?> type) {
        return cast(PostgresWireForm.interval(value).toString(), type);
    }

    @Override
    protected String binary(byte[] bytes) {
        return "decode('" + HexFormat.of().formatHex(bytes) + "', 'hex')";
    }
}
