/** What a dialect brings to the engine: the service provider interface, in which R2DBC shows. */
@NullMarked
package io.cinnabar.core.driver;

import org.jspecify.annotations.NullMarked;
