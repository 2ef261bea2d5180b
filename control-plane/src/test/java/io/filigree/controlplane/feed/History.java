package io.filigree.controlplane.feed;

import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random changes to one mesh, the same for the same seed. */
final class History {

  private final MeshWriter writer;
  private final Random random;
  private final List<SiteId> listed = new ArrayList<>();
  private int number;

  History(MeshWriter writer, Random random) {
    this.writer = writer;
    this.random = random;
  }

  /** One more change. */
  void step() {
    DocumentText text = DocumentText.of("{\"change\":" + ++number + "}");
    int dice = random.nextInt(20);
    if (listed.isEmpty() || dice < 4) {
      SiteId site = SiteId.next();
      listed.add(site);
      writer.site(site, text);
    } else if (dice == 4) {
      writer.meshRecord(text);
    } else if (dice == 5) {
      writer.remove(listed.remove(random.nextInt(listed.size())));
    } else if (dice < 9) {
      writer.site(anySite(), text);
    } else {
      writer.facts(anySite(), text);
    }
  }

  private SiteId anySite() {
    return listed.get(random.nextInt(listed.size()));
  }
}
