/** How entities come from rows: load plans, the readers of rows, and the strategies that load relationships. */
@NullMarked
package io.cinnabar.orm.load;

import org.jspecify.annotations.NullMarked;
