/** The collections of relationships, which know whether they are loaded. */
@NullMarked
package io.cinnabar.orm.collection;

import org.jspecify.annotations.NullMarked;
