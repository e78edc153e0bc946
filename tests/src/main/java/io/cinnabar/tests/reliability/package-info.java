/**
 * A bench for faults: a proxy that breaks connections, a recorder of every signal between the library and the driver, a
 * harness that cancels at each of them, and the invariants that hold after whatever happened.
 *
 * <p>{@link io.cinnabar.tests.reliability.ReliabilityBench} is the entry;
 * {@link io.cinnabar.tests.reliability.ReliabilitySuite} is the base of test classes that use it.
 */
@NullMarked
package io.cinnabar.tests.reliability;

import org.jspecify.annotations.NullMarked;
