/**
 * WireGuard's handshake and transport in plain Java, for ends that are no network interface: the
 * relay, which is a peer of every site without forwarding a packet of its own. BLAKE2s and
 * HChaCha20 are ours because the JDK has neither; X25519 and ChaCha20-Poly1305 are the JDK's.
 */
@NullMarked
package io.filigree.protocol.noise;

import org.jspecify.annotations.NullMarked;
