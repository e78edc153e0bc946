/** What is known of a mapped class once it is read. It holds no rule and generates nothing. */
@NullMarked
package io.cinnabar.processor.model;

import org.jspecify.annotations.NullMarked;
