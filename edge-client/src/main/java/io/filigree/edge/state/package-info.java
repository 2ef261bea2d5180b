/**
 * What a site keeps on its own disk: who it is, its keys, and the last verified peer list.
 * Everything is readable by root only, survives a cut of power at any byte, and is never mistaken
 * for empty when it is merely damaged.
 */
@NullMarked
package io.filigree.edge.state;

import org.jspecify.annotations.NullMarked;
