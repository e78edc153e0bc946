/** What is written: changes found, put in order and sent as few statements. */
@NullMarked
package io.cinnabar.orm.unitofwork;

import org.jspecify.annotations.NullMarked;
