/** The bench itself, tested: a failing act must neither stop the others nor go unnoticed. */
@NullMarked
package io.filigree.systemtests.bench.act;

import org.jspecify.annotations.NullMarked;
