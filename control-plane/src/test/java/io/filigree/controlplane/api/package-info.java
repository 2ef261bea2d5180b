/** Tests of the API's habits, over real HTTP. */
@NullMarked
package io.filigree.controlplane.api;

import org.jspecify.annotations.NullMarked;
