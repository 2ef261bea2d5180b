/**
 * What only this machine may read: the data directory, its 0600 files, and the key that seals
 * secrets in the database. Nothing else opens a sealed value or writes a secret to disk.
 */
@NullMarked
package io.filigree.controlplane.secret;

import org.jspecify.annotations.NullMarked;
