package io.filigree.controlplane.site;

import io.filigree.protocol.name.Labels;
import io.filigree.protocol.record.Range;
import java.util.List;
import java.util.Optional;

/** What is to change about a site; what is empty stays. Given ranges replace all it has. */
record SiteEdit(Optional<Labels> labels, Optional<List<Range>> ranges) {

  boolean changes(Site site) {
    return relabels(site) || ranges.filter(wanted -> !wanted.equals(site.ranges())).isPresent();
  }

  boolean relabels(Site site) {
    return labels.filter(wanted -> !wanted.equals(site.labels())).isPresent();
  }
}
