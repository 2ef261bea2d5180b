/**
 * What coordinator and edge must understand alike: values, documents, signatures, the feed. Plain
 * Java without dependencies; texts from outside are parsed here and nowhere else.
 */
@NullMarked
package io.filigree.protocol;

import org.jspecify.annotations.NullMarked;
