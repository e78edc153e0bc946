/**
 * Reads annotated classes into the model: members and their access, columns and their types, keys, relationships,
 * callbacks.
 */
@NullMarked
package io.cinnabar.processor.read;

import org.jspecify.annotations.NullMarked;
