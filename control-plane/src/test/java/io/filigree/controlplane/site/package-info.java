/** Sites over HTTP. */
@NullMarked
package io.filigree.controlplane.site;

import org.jspecify.annotations.NullMarked;
