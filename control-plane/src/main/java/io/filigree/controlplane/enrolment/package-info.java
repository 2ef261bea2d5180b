/**
 * How a site or a relay gets into a mesh: join tokens, made by operators, and the one transaction
 * that spends a token, allocates ranges, lists the newcomer and signs the next roster. And how a
 * site leaves again by itself.
 */
@NullMarked
package io.filigree.controlplane.enrolment;

import org.jspecify.annotations.NullMarked;
