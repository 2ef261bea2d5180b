package io.filigree.systemtests.sim;

import io.filigree.controlplane.feed.FeedReader;
import io.filigree.controlplane.feed.Question;
import io.filigree.controlplane.feed.WireText;
import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.FeedReply;
import io.filigree.edge.agent.Input;
import io.filigree.edge.agent.StatusReport;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.net.CoordinatorUrl;
import io.filigree.protocol.record.DocumentText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What lies between boxes and coordinator: it takes its time, loses, delays, repeats, and where
 * somebody sits in the middle, answers with what it remembers or with rubbish.
 */
final class Network {

  /** How much longer than asked a client waits for an answer, in milliseconds. */
  private static final long GRACE = 15_000;

  private static final int REMEMBERED = 12;

  private final World world;
  private final Errands errands;
  private final Spoiler spoiler;
  private final List<WireText> remembered = new ArrayList<>();
  private final List<Runnable> silent = new ArrayList<>();
  private boolean foul;

  Network(World world) {
    this.world = world;
    this.errands = new Errands(world, this);
    this.spoiler = new Spoiler(world);
  }

  /** From now on things go wrong. */
  void turnFoul() {
    foul = true;
  }

  /** Nothing goes wrong any more, and whoever waits in vain soon hears so. */
  void turnFair() {
    foul = false;
    silent.forEach(broken -> world.time.after(world.dice.between(1, 1_500), broken));
    silent.clear();
  }

  /** The one question. */
  void ask(Box box, Effect.AskFeed ask) {
    int wait = ask.since().isPresent() ? ask.waitSeconds() : 0;
    Consumer<Answer> back =
        box.client.once(answer -> box.client.answered(answer.reply(), answer.honest()));
    world.time.after(wait * 1_000L + GRACE, () -> back.accept(failed("timed out")));
    if (reaches(box, Happening.QUESTION_LOST, () -> back.accept(failed("no route to host")))) {
      world.time.after(delay(), () -> arrives(box, ask, wait, back));
    }
  }

  private void arrives(Box box, Effect.AskFeed ask, int wait, Consumer<Answer> back) {
    if (happens(100, Happening.ERROR_PAGE)) {
      back.accept(failed(world.dice.pick(List.of("404 not found", "502 bad gateway"))));
    } else if (!remembered.isEmpty() && happens(50, Happening.ANSWER_STALE)) {
      WireText stale = world.dice.pick(remembered);
      back.accept(new Answer(news(stale.read(), world.dice.below(3)), false));
    } else {
      forward(box, ask, wait, back);
    }
  }

  private void forward(Box box, Effect.AskFeed ask, int wait, Consumer<Answer> back) {
    Optional<Integer> replica = reached(box);
    if (replica.isEmpty()) {
      back.accept(failed("connection refused"));
    } else if (!world.book.knows(box.site.id())) {
      world.count(Happening.UNKNOWN_TO_COORDINATOR);
      back.accept(failed("401 unknown key"));
    } else {
      errands.sighted(box);
      long waitMillis = wait == 0 ? 0 : world.dice.between(wait * 1_000L * 2 / 3, wait * 1_000L);
      Optional<Long> inbox = ask.since().map(_ -> ask.inbox());
      world.coordinator.ask(
          replica.get(),
          new Question(box.site.id(), ask.since(), inbox, waitMillis),
          new Reader(box, ask, back));
    }
  }

  /** The first process that answers, in the order of the client's URLs. */
  Optional<Integer> reached(Box box) {
    for (CoordinatorUrl url : box.client.urls) {
      int replica = Front.replica(url);
      if (world.coordinator.isUp(replica)) {
        return Optional.of(replica);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a message gets through; if not, the client may hear that the connection broke, or wait
   * until its patience ends.
   */
  boolean reaches(Box box, Happening loss, Runnable broken) {
    if (!box.cutOff() && !happens(60, loss)) {
      return true;
    }
    if (world.dice.oneIn(3)) {
      silent.add(broken);
    } else {
      world.time.after(world.dice.between(10, 3_000), broken);
    }
    return false;
  }

  /** Once in so many times, as long as things go wrong at all. */
  boolean happens(int onceIn, Happening happening) {
    boolean happens = foul && world.dice.oneIn(onceIn);
    if (happens) {
      world.count(happening);
    }
    return happens;
  }

  long delay() {
    return happens(25, Happening.MESSAGE_LATE)
        ? world.dice.between(1_000, 20_000)
        : world.dice.between(3, 60);
  }

  void askInbox(Box box) {
    errands.askInbox(box);
  }

  void putFacts(Box box, DocumentText facts) {
    errands.putFacts(box, facts);
  }

  void putStatus(Box box, StatusReport report) {
    errands.putStatus(box, report);
  }

  void resolve(Box box, String host) {
    world.time.after(
        delay(),
        () ->
            box.client
                .<Boolean>once(found ->
                    box.client.give(
                        new Input.Resolved(
                            box.now(), host, found ? SimSite.resolve(host) : Optional.empty())))
                .accept(!happens(3, Happening.NAME_UNRESOLVED)));
  }

  private FeedReply news(MeshAnswer answer, long inbox) {
    return new FeedReply.News(answer, inbox, Optional.of(world.wall()));
  }

  private static Answer failed(String reason) {
    return new Answer(new FeedReply.Failed(reason), true);
  }

  /**
   * What a client gets.
   *
   * @param honest whether it is what the coordinator said
   */
  record Answer(FeedReply reply, boolean honest) {}

  /** Carries the coordinator's answer back. */
  private final class Reader implements FeedReader {

    private final Box box;
    private final Effect.AskFeed ask;
    private final Consumer<Answer> back;

    Reader(Box box, Effect.AskFeed ask, Consumer<Answer> back) {
      this.box = box;
      this.ask = ask;
      this.back = back;
    }

    @Override
    public void newer(WireText answer, long inbox) {
      remember(answer);
      world.say(() -> box + " is told " + told(answer.read()) + " since " + ask.since());
      boolean full = answer.read().full();
      world.count(full ? Happening.FULL_LIST : Happening.DELTA);
      if (full && ask.since().isPresent()) {
        world.count(Happening.CURSOR_FORGOTTEN);
      }
      if (reaches(box, Happening.ANSWER_LOST, () -> failed("connection reset"))) {
        Answer arriving =
            foul && spoiler.wants()
                ? new Answer(spoiler.spoil(answer, inbox), false)
                : new Answer(news(answer.read(), inbox), true);
        world.time.after(delay(), () -> back.accept(arriving));
      }
    }

    @Override
    public void nothingNewer(long inbox) {
      world.count(Happening.NOTHING_NEW);
      if (reaches(box, Happening.ANSWER_LOST, () -> failed("connection reset"))) {
        FeedReply reply = new FeedReply.NothingNew(inbox, Optional.of(world.wall()));
        world.time.after(delay(), () -> back.accept(new Answer(reply, true)));
      }
    }

    @Override
    public void failed(String reason) {
      back.accept(Network.failed(reason));
    }
  }

  private static String told(MeshAnswer answer) {
    return "%s: epoch %s, %s, %d records, %d facts, %d removed"
        .formatted(
            answer.cursor(),
            answer.epoch(),
            answer.full() ? "everything" : "changes",
            answer.records().size(),
            answer.facts().size(),
            answer.removed().size());
  }

  private void remember(WireText answer) {
    if (!remembered.contains(answer)) {
      remembered.add(answer);
      if (remembered.size() > REMEMBERED) {
        remembered.remove(world.dice.below(REMEMBERED));
      }
    }
  }
}
