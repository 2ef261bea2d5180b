package io.filigree.controlplane.report;

import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.SignedFacts;

/** The facts of a site as they are stored, with the counter they carry. */
record StoredFacts(long counter, SignedFacts signed) {

  DocumentText document() {
    return signed.document();
  }
}
