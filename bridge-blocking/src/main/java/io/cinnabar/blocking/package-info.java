/**
 * The engine, connections and sessions for threads that may wait: each method of the reactive form has its twin here.
 */
@NullMarked
package io.cinnabar.blocking;

import org.jspecify.annotations.NullMarked;
