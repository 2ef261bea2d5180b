/**
 * The two ends of the edge API without the rest: a site that signs and listens but has no tunnel,
 * and a coordinator that has no database and can be told to lie.
 */
@NullMarked
package io.filigree.systemtests.hollow;

import org.jspecify.annotations.NullMarked;
