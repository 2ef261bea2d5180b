package io.filigree.systemtests.hollow;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.Revision;
import io.filigree.protocol.feed.SiteEntry;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldingsTest {

  private static final Revision NOW = new Revision(7);

  private final SiteId stays = SiteId.next();
  private final SiteId changes = SiteId.next();
  private final SiteId goes = SiteId.next();
  private final Holdings before =
      Holdings.of(MeshId.next(), DocumentText.of("{}"), Ed25519PrivateKey.generate())
          .with(stays, DocumentText.of("stays"))
          .with(changes, DocumentText.of("old"))
          .with(goes, DocumentText.of("goes"));

  @Test
  void whatIsNewOrGoneIsAllThatIsSaid() {
    Holdings after = before.with(changes, DocumentText.of("new")).without(goes);
    MeshAnswer said = after.answerSince(before, NOW);
    assertThat(said.full()).isFalse();
    assertThat(said.mesh()).isEmpty();
    assertThat(said.records()).containsExactly(new SiteEntry(changes, DocumentText.of("new")));
    assertThat(said.removed()).isEqualTo(List.of(goes));
  }

  @Test
  void whoeverHoldsTheOneAndIsToldHoldsTheOther() {
    SiteId comes = SiteId.next();
    Holdings after =
        before
            .with(changes, DocumentText.of("new"))
            .without(goes)
            .with(
                comes, new HollowSite("comes").signedFacts(before.mesh(), comes, 1, "192.0.2.1:1"))
            .with(comes, DocumentText.of("comes"));
    MeshAnswer said = after.answerSince(before, NOW);
    assertThat(before.copy().apply(said).digest()).isEqualTo(said.cursor().digest());
    assertThat(said.cursor()).isEqualTo(after.cursor(NOW));
  }
}
