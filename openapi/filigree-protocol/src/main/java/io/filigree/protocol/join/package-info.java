/**
 * The join token: one string that brings address and trust to a new site. Nothing is trusted on
 * first use.
 */
@NullMarked
package io.filigree.protocol.join;

import org.jspecify.annotations.NullMarked;
