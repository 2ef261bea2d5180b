/**
 * What a reader of the mesh holds and what it is told: cursor, answers, the copy they add up to.
 * Coordinator and edge run the same code, so that they cannot differ in what a cursor means.
 */
@NullMarked
package io.filigree.protocol.feed;

import org.jspecify.annotations.NullMarked;
