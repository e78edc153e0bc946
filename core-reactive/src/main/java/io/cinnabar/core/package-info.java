/** The engine: connections, transactions and results over a pool of R2DBC connections. */
@NullMarked
package io.cinnabar.core;

import org.jspecify.annotations.NullMarked;
