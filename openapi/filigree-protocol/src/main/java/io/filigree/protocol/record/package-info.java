/**
 * The signed documents: mesh record, site records, facts. A document is its exact text: signed,
 * stored and sent verbatim, never written again from what was understood.
 */
@NullMarked
package io.filigree.protocol.record;

import org.jspecify.annotations.NullMarked;
