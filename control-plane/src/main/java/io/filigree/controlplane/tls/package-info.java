/**
 * The two listeners: HTTPS for everybody, under a certificate of the coordinator's own authority
 * unless another is given, and plain HTTP for this machine. Sized for ten thousand parked polls.
 */
@NullMarked
package io.filigree.controlplane.tls;

import org.jspecify.annotations.NullMarked;
