/**
 * What this site believes: the one place that decides whether a roster, a record or a facts
 * document is taken up or refused (design section 4). Pure: bytes are verified here before anything
 * else understands them.
 */
@NullMarked
package io.filigree.edge.trust;

import org.jspecify.annotations.NullMarked;
