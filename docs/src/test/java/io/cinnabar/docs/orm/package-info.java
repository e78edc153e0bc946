/** The code of the chapters on mapped classes. */
@NullMarked
package io.cinnabar.docs.orm;

import org.jspecify.annotations.NullMarked;
