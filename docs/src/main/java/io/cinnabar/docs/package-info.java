/** Code of the manual. */
@NullMarked
package io.cinnabar.docs;

import org.jspecify.annotations.NullMarked;
