/**
 * How a site gets into a mesh: join tokens, made by operators, and the one transaction that spends
 * a token, allocates ranges, lists the site and signs the next roster. And how it leaves again by
 * itself.
 */
@NullMarked
package io.filigree.controlplane.enrolment;

import org.jspecify.annotations.NullMarked;
