/**
 * PostgreSQL values on the wire: what a cell holds is turned into its natural Java value here, and Java values become
 * parameters here, so that no value passes through the driver's own codecs.
 *
 * <p>The driver reads twice as fast when every column arrives in binary form, but its codecs then return wrong values
 * for some types without an error ({@code numeric} NaN becomes 0, enum arrays and ranges become raw bytes), and on the
 * way out they corrupt {@code bytea[]} and turn a lone surrogate into a question mark. The driver lets an extension
 * register codecs; {@link io.cinnabar.dialect.postgres.codec.PostgresCodecRegistrar} registers one that answers only to
 * {@link io.cinnabar.dialect.postgres.codec.PostgresRowReader} and
 * {@link io.cinnabar.dialect.postgres.codec.PostgresParameter} and leaves every other use of the driver as it was.
 */
@NullMarked
package io.cinnabar.dialect.postgres.codec;

import org.jspecify.annotations.NullMarked;
