/** How sessions take turns. */
@NullMarked
package io.cinnabar.orm.internal;

import org.jspecify.annotations.NullMarked;
