/**
 * Who may call what: operator tokens, the bootstrap token, and one rule per route. A route without
 * a rule is refused, and fails the build.
 */
@NullMarked
package io.filigree.controlplane.access;

import org.jspecify.annotations.NullMarked;
