/** What a session knows of its objects: their identity, what was loaded of them, and where they are in their life. */
@NullMarked
package io.cinnabar.orm.state;

import org.jspecify.annotations.NullMarked;
