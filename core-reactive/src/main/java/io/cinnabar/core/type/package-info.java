/** Values between Java and a driver: the codecs of the SQL types. */
@NullMarked
package io.cinnabar.core.type;

import org.jspecify.annotations.NullMarked;
