package io.cinnabar.orm.unitofwork;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.MappingException;
import io.cinnabar.mapping.VersionGenerator;
import io.cinnabar.schema.Column;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts the versions of rows, where the mapper says nothing else: numbers by one, moments by now, as exactly as
 * databases keep them, UUIDs at random.
 */
final class Versions {
    private Versions() {}

    /** The version of a new row: the one that the program has given, or the first. */
    static Object first(RowModel model, @Nullable Object given) {
        if (given != null) {
            return given;
        }
        VersionGenerator generator = model.mapper().versionGenerator();
        return generator == null ? first(model.column(model.version())) : generator.next(null);
    }

    private static Object first(Column<?> column) {
        Class<?> type = column.type().javaType();
        if (type == Integer.class) {
            return 0;
        }
        if (type == Long.class) {
            return 0L;
        }
        return type == Short.class ? (Object) (short) 0 : now(column);
    }

    /** The version behind another one. */
    static Object next(RowModel model, @Nullable Object version) {
        VersionGenerator generator = model.mapper().versionGenerator();
        return generator == null ? next(version, model.column(model.version())) : generator.next(version);
    }

    private static Object next(@Nullable Object version, Column<?> column) {
        if (version instanceof Integer number) {
            return number + 1;
        }
        if (version instanceof Long number) {
            return number + 1;
        }
        if (version instanceof Short number) {
            return (short) (number + 1);
        }
        Object now = version == null ? first(column) : now(column);
        return now.equals(version) ? later(now) : now;
    }

    private static Object now(Column<?> column) {
        Class<?> type = column.type().javaType();
        if (type == UUID.class) {
            return UUID.randomUUID();
        }
        if (type == Instant.class) {
            return Instant.now().truncatedTo(ChronoUnit.MICROS);
        }
        if (type == LocalDateTime.class) {
            return LocalDateTime.now().truncatedTo(ChronoUnit.MICROS);
        }
        if (type == OffsetDateTime.class) {
            return OffsetDateTime.now().truncatedTo(ChronoUnit.MICROS);
        }
        throw new MappingException(
                ErrorCode.MAPPING_INVALID,
                "Column '" + column + "' is a version, but a " + type.getSimpleName()
                        + " cannot be counted on. Let it be an int, long, short, Instant, LocalDateTime,"
                        + " OffsetDateTime or UUID, or give the mapper a VersionGenerator.");
    }

    private static Object later(Object moment) {
        if (moment instanceof Instant instant) {
            return instant.plus(1, ChronoUnit.MICROS);
        }
        return moment instanceof LocalDateTime local
                ? local.plus(1, ChronoUnit.MICROS)
                : ((OffsetDateTime) moment).plus(1, ChronoUnit.MICROS);
    }
}
