/**
 * Answers the edge's one question, "what changed since I last asked?", for ten thousand edges that
 * ask all the time: one state per mesh, one shared body per (from, to), no thread, queue or private
 * list per edge. The engine ({@code FeedState} and what it is made of) is pure, so that a simulator
 * can run it over an in-memory store.
 */
@NullMarked
package io.filigree.controlplane.feed;

import org.jspecify.annotations.NullMarked;
