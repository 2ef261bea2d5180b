/**
 * Turns the texts of a request into values of the domain, collecting everything that is wrong with
 * them. Requests are records of strings; what leaves here cannot be wrong.
 */
@NullMarked
package io.filigree.controlplane.input;

import org.jspecify.annotations.NullMarked;
