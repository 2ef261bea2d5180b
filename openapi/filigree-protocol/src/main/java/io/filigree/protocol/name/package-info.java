/**
 * Who is meant: ids, names, labels, and the selectors that link sites to each other. Every text has
 * a grammar, so a name can stand in a file, a command or a query as it is.
 */
@NullMarked
package io.filigree.protocol.name;

import org.jspecify.annotations.NullMarked;
