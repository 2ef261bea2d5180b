/** Routes for tests only, outside the packages in which the coordinator looks for its own. */
@NullMarked
package io.filigree.probe;

import org.jspecify.annotations.NullMarked;
