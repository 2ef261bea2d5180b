/** Tests of the coordinator as a whole: how its packages may depend on each other. */
@NullMarked
package io.filigree.controlplane;

import org.jspecify.annotations.NullMarked;
