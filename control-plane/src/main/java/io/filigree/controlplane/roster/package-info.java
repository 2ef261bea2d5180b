/**
 * The signed set of a mesh's records. Every change of a record ends here: it becomes the next
 * epoch, signed over a Merkle root that costs log N hashes to bring up to date.
 */
@NullMarked
package io.filigree.controlplane.roster;

import org.jspecify.annotations.NullMarked;
