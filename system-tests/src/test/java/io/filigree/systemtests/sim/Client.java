package io.filigree.systemtests.sim;

import io.filigree.edge.agent.Agent;
import io.filigree.edge.agent.AgentInsight;
import io.filigree.edge.agent.AgentState;
import io.filigree.edge.agent.Echo;
import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.FeedReply;
import io.filigree.edge.agent.Input;
import io.filigree.edge.agent.Settings;
import io.filigree.edge.agent.Step;
import io.filigree.edge.trust.HostFacts;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.net.CoordinatorUrl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The process on a box: the real core, and what it has under way, which dies with it. */
final class Client {

  /** How long a round of echoes takes, in milliseconds: they are of no concern here, so long. */
  private static final long PROBE = 60_000;

  AgentState state = AgentState.initial(0);
  List<CoordinatorUrl> urls = Front.ALL;

  private final World world;
  private final Box box;
  private final Settings settings;
  private final Hand hand;
  private Core core;
  private boolean running;
  private long life;
  private int starts;
  private Optional<Effect.AskFeed> asking = Optional.empty();
  private long tickAt = Long.MAX_VALUE;

  Client(World world, Box box, Settings settings) {
    this.world = world;
    this.box = box;
    this.settings = settings;
    this.hand = new Hand(world, box, this);
    this.core = core();
  }

  private Core core() {
    return world.plant.core(new Agent(settings, KeyedDigest::verify)::step);
  }

  boolean isRunning() {
    return running;
  }

  boolean wasRestarted() {
    return starts > 1;
  }

  /** Starts, unless it runs already. */
  void start() {
    if (!running) {
      life++;
      starts++;
      running = true;
      urls = Front.ALL;
      core = core();
      state = AgentState.initial(world.dice.seed());
      world.say(() -> box + " starts");
      world.promises.starts(box);
      give(new Input.Started(box.now(), box.disk.open(), box.seen, HostFacts.unknown()));
    }
  }

  /** Goes on where the client of another world was. */
  void goOn(Client other) {
    running = other.running;
    starts = other.starts;
    urls = other.urls;
    state = other.state;
    asking = other.asking;
  }

  /** Asks what it was asking, in a world that has just begun. */
  void resume() {
    asking.ifPresent(ask -> world.network.ask(box, ask));
    tick();
  }

  /** Whether nothing is under way but the question that waits at the coordinator. */
  boolean isQuiet() {
    return asking.isPresent() && hand.isIdle();
  }

  /** SIGTERM: what waits for the disk is written. */
  void stop() {
    if (running) {
      hand.finish();
      Step step = core.step(state, new Input.Stopping(box.now()));
      for (Effect effect : step.effects()) {
        if (effect instanceof Effect.Save save && !box.diskFull()) {
          box.disk.finish(box.disk.begin(save));
        } else if (effect instanceof Effect.Note note) {
          box.seen = note.whole();
        }
      }
      end("stops");
    }
  }

  /** kill -9, or the power is gone: what was being done is half done. */
  void die() {
    if (running) {
      hand.breakOff();
      end("dies");
    }
  }

  private void end(String how) {
    world.say(() -> box + " " + how);
    life++;
    running = false;
    asking = Optional.empty();
    tickAt = Long.MAX_VALUE;
  }

  /** Something happened. */
  void give(Input input) {
    Optional<Cursor> before = AgentInsight.newest(state).map(Client::cursor);
    Step step = core.step(state, input);
    state = step.state();
    AgentInsight.newest(state)
        .filter(list -> !before.equals(Optional.of(cursor(list))))
        .ifPresent(list -> world.promises.learned(box, list));
    step.effects().forEach(this::perform);
    tick();
  }

  private static Cursor cursor(PeerList list) {
    return list.holdings().cursor();
  }

  private void tick() {
    long at = box.worldTime(state.nextAt());
    if (at < tickAt) {
      tickAt = at;
      later(Math.max(0, at - world.time.millis()), this::tickIfDue);
    }
  }

  private void tickIfDue() {
    if (world.time.millis() < tickAt) {
      return; // an earlier one was asked for since, and is still to come
    }
    tickAt = Long.MAX_VALUE;
    if (box.now().millis() >= state.nextAt()) {
      give(new Input.Tick(box.now()));
    } else {
      tick();
    }
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.AskFeed ask -> {
        asking = Optional.of(ask);
        world.promises.asks(box);
        world.network.ask(box, ask);
      }
      case Effect.AskInbox() -> world.network.askInbox(box);
      case Effect.PutFacts put -> world.network.putFacts(box, put.facts());
      case Effect.PutStatus put -> world.network.putStatus(box, put.report());
      case Effect.Probe _ -> later(PROBE, () -> give(new Input.Probed(box.now(), List.of())));
      case Effect.Resolve(String host) -> world.network.resolve(box, host);
      case Effect.Save save -> hand.save(save);
      case Effect.Note note -> hand.note(note);
      case Effect.SetClock set -> hand.setClock(set.to());
      case Effect.Apply apply -> hand.apply(apply.view());
      case Effect.Tell _ -> throw new BrokenPromise(box + " agrees where no relay is");
      case Effect.AskRelays _ -> throw new BrokenPromise(box + " asks relays where none is");
      case Effect.Check check -> later(PROBE, () -> give(checked(check)));
      case Effect.FollowTraffic _ -> throw new BrokenPromise(box + " counts where no relay is");
      case Effect.Amend _ -> throw new BrokenPromise(box + " amends, with so few peers");
      case Effect.Withdraw() -> hand.withdraw();
      case Effect.Reach reach -> urls = reach.urls();
      case Effect.Show _ -> {}
      case Effect.Say say -> world.say(() -> box + ": " + say.line().text());
    }
  }

  /** Whether tunnels carry anything is not simulated: whoever is asked answers. */
  private Input checked(Effect.Check check) {
    Optional<Duration> quick = Optional.of(Duration.ofMillis(1));
    List<Echo> echoes =
        check.questions().stream().map(asked -> new Echo(asked.target().peer(), quick)).toList();
    return new Input.Checked(box.now(), echoes);
  }

  /** An answer of the feed; honest unless the network made something of it. */
  void answered(FeedReply reply, boolean honest) {
    asking = Optional.empty();
    AgentState before = state;
    FeedReply heard = world.plant.heard(state, reply);
    give(new Input.FeedAnswered(box.now(), heard));
    world.promises.answered(box, before, heard, honest);
  }

  /** Does something later, unless this process is no more by then. */
  void later(long millis, Runnable task) {
    long mine = life;
    world.time.after(
        millis,
        () -> {
          if (life == mine) {
            task.run();
          }
        });
  }

  /** Takes the first answer that comes while this process lives, and no other. */
  <T> Consumer<T> once(Consumer<T> answer) {
    long mine = life;
    boolean[] used = new boolean[1];
    return value -> {
      if (life == mine && !used[0]) {
        used[0] = true;
        answer.accept(value);
      }
    };
  }
}
