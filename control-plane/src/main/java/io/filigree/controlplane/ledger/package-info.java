/**
 * The one way a mesh changes: every change counts the mesh's revision up by one, moves its digest,
 * and leaves a row in the change log, all in the transaction of the change itself. Whoever serves
 * the feed is told after the commit.
 */
@NullMarked
package io.filigree.controlplane.ledger;

import org.jspecify.annotations.NullMarked;
