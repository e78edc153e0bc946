/** Tests of the annotation processor: sources in, compiled classes and messages out. */
@NullMarked
package io.cinnabar.processor;

import org.jspecify.annotations.NullMarked;
