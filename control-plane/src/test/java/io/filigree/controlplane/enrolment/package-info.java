/** Joining: terms, races, figures. */
@NullMarked
package io.filigree.controlplane.enrolment;

import org.jspecify.annotations.NullMarked;
