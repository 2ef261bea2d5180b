/** Tests of the doubles: they must be as honest as what they stand for. */
@NullMarked
package io.filigree.systemtests.hollow;

import org.jspecify.annotations.NullMarked;
