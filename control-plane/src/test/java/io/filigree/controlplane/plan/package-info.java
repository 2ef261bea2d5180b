/** The address plan: its rules as constraints, in words, and as K3s settings. */
@NullMarked
package io.filigree.controlplane.plan;

import org.jspecify.annotations.NullMarked;
