package io.filigree.controlplane.feed;

import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;

/** Rings when a site's inbox has changed: its waiting question is answered with the new number. */
public interface InboxBell {

  /** The inbox of a site has this number now; call it after the commit. */
  void inboxChanged(MeshId mesh, SiteId site, long number);

  /** The number of a site's inbox as this process knows it; 0 before anything was put in. */
  long number(SiteId site);
}
