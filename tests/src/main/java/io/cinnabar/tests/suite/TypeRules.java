package io.cinnabar.tests.suite;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;

/**
 * What a database keeps of a value where databases differ.
 *
 * @param fractionDigits the digits behind the second that times keep; the others are cut off
 * @param keepsOffset whether a timestamp with a time zone keeps its offset, and not only the point in time
 * @param keepsNegativeZero whether {@code -0.0} stays one
 */
public record TypeRules(int fractionDigits, boolean keepsOffset, boolean keepsNegativeZero) {

    /** A time as it is read back. */
    @SuppressWarnings("unchecked") // with(…) gives the class that it was asked of
    <T extends Temporal> T kept(T time) {
        if (fractionDigits >= 9) {
            return time;
        }
        int nano = time.get(java.time.temporal.ChronoField.NANO_OF_SECOND);
        int step = (int) Math.pow(10, 9 - fractionDigits);
        return (T) time.minus(nano % step, ChronoUnit.NANOS);
    }

    /** A point in time as it is read back. */
    OffsetDateTime keptPoint(OffsetDateTime point) {
        OffsetDateTime cut = kept(point);
        return keepsOffset ? cut : cut.withOffsetSameInstant(ZoneOffset.UTC);
    }
}
