/**
 * {@code filigree doctor}: looks at everything that can keep a mesh from working on this machine,
 * says why it matters and which command mends it. It reads and asks, and changes nothing.
 */
@NullMarked
package io.filigree.edge.doctor;

import org.jspecify.annotations.NullMarked;
