/**
 * What sites and relays say of themselves (facts, announcements, status) and what the coordinator
 * noticed about them (the inbox's addresses). Facts are signed documents and change the mesh;
 * status and sightings are neither and wake nobody.
 */
@NullMarked
package io.filigree.controlplane.report;

import org.jspecify.annotations.NullMarked;
