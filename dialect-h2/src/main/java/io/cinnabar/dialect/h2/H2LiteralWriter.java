package io.cinnabar.dialect.h2;

import io.cinnabar.compile.LiteralWriter;
import io.cinnabar.compile.TypeCompiler;
import io.cinnabar.type.SqlType;
import java.math.BigDecimal;
import java.time.Duration;

/** Literals of H2. */
final class H2LiteralWriter extends LiteralWriter {
    H2LiteralWriter(TypeCompiler types) {
        super(types);
    }

    @Override
    protected String interval(Duration value, SqlType<?> type) {
        BigDecimal seconds = BigDecimal.valueOf(value.getSeconds()).add(BigDecimal.valueOf(value.getNano(), 9));
        // Without a precision, H2's INTERVAL SECOND ends at 99 seconds.
        return "CAST(" + text(seconds.toPlainString()) + " AS INTERVAL SECOND(18, 9))";
    }

    /** A cast would make a JSON string of the document. */
    @Override
    protected String jsonText(String document, SqlType<?> type) {
        return "JSON " + text(document);
    }
}
