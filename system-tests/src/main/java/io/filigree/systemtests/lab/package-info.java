/**
 * A small internet on one machine: sites as network namespaces with a gateway and a pod each,
 * joined by a bridge. Whatever a lab makes it also removes, whether the work in it succeeded or
 * not.
 */
@NullMarked
package io.filigree.systemtests.lab;

import org.jspecify.annotations.NullMarked;
