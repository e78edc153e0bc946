/** Cinnabar on PostgreSQL: the dialect with its compilers, codecs, errors and the driver's rules. */
@NullMarked
package io.cinnabar.dialect.postgres;

import org.jspecify.annotations.NullMarked;
