/** Facts, status and sightings, over HTTP against a real coordinator. */
@NullMarked
package io.filigree.controlplane.report;

import org.jspecify.annotations.NullMarked;
