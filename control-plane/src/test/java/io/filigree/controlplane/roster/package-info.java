/** The roster's tree and signatures. */
@NullMarked
package io.filigree.controlplane.roster;

import org.jspecify.annotations.NullMarked;
