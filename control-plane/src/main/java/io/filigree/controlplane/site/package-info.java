/**
 * Sites: who is in a mesh, with which identity key, labels and ranges. A change of any of them is a
 * change of the site's signed record, and so of the roster.
 */
@NullMarked
package io.filigree.controlplane.site;

import org.jspecify.annotations.NullMarked;
