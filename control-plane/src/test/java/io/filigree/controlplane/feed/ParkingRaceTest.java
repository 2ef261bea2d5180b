package io.filigree.controlplane.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;

/** A change that comes in the very moment in which a question is parked is not missed. */
final class ParkingRaceTest {

  private static final int ROUNDS = 2_000;

  private final SiteId site = SiteId.next();

  @RepeatedTest(3)
  void noQuestionIsLeftBehind() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      RecordedReply reply = askWhileTheMeshChanges();
      assertThat(reply.answers()).as("round %d", round).isOne();
    }
  }

  private RecordedReply askWhileTheMeshChanges() throws InterruptedException {
    InMemoryFeedStore store = new InMemoryFeedStore();
    MeshId mesh = MeshId.next();
    InMemoryFeedStore.Mesh writer = store.create(mesh, DocumentText.of("{}"));
    writer.site(site, DocumentText.of("{}"));
    MeshFeed feed = new MeshFeed(mesh, store, new InboxNumbers(), new Deaf(), new ManualThreads());
    feed.catchUp();
    RecordedReply reply = new RecordedReply();
    Poll poll =
        new Poll(
            site,
            Optional.ofNullable(store.heads().get(mesh)),
            Optional.empty(),
            45_000,
            true,
            reply);
    CountDownLatch together = new CountDownLatch(2);
    Thread asker = start(together, () -> feed.ask(poll));
    Thread changer =
        start(
            together,
            () -> {
              writer.facts(site, DocumentText.of("{\"new\":1}"));
              feed.wake();
            });
    asker.join();
    changer.join();
    return reply;
  }

  private static Thread start(CountDownLatch together, Runnable task) {
    return Thread.ofPlatform()
        .start(() -> {
          together.countDown();
          while (together.getCount() > 0) {
            Thread.onSpinWait();
          }
          task.run();
        });
  }

  private static final class Deaf implements RosterListener {

    @Override
    public void sitesChanged(MeshId mesh, Set<SiteId> sites) {}

    @Override
    public void everythingChanged(MeshId mesh) {}
  }
}
