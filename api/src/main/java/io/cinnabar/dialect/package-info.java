/** What a database family can do and how its SQL differs: the service provider interface of dialects. */
@NullMarked
package io.cinnabar.dialect;

import org.jspecify.annotations.NullMarked;
