/**
 * What the roster key and the identity keys sign. The roster's signature covers all records of a
 * mesh at once through a Merkle tree (RFC 6962).
 */
@NullMarked
package io.filigree.protocol.roster;

import org.jspecify.annotations.NullMarked;
