/** What is refused, and how it is told. */
@NullMarked
package io.cinnabar.processor.validate;

import org.jspecify.annotations.NullMarked;
