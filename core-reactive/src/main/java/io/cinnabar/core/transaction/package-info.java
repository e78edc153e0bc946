/** How a transaction is begun. */
@NullMarked
package io.cinnabar.core.transaction;

import org.jspecify.annotations.NullMarked;
