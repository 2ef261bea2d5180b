/**
 * The measuring tools, tested: a figure that lies is worse than none. Streams over real sockets are
 * tested with the lab.
 */
@NullMarked
package io.filigree.systemtests.measure;

import org.jspecify.annotations.NullMarked;
