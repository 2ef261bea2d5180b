package io.filigree.edge;

import io.filigree.edge.agent.Agent;
import io.filigree.edge.agent.AgentState;
import io.filigree.edge.agent.Call;
import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.FeedReply;
import io.filigree.edge.agent.Input;
import io.filigree.edge.agent.LogLine;
import io.filigree.edge.agent.Restraint;
import io.filigree.edge.agent.Step;
import io.filigree.edge.coordinator.CoordinatorClient;
import io.filigree.edge.echo.EchoResponder;
import io.filigree.edge.host.HostCommands;
import io.filigree.edge.host.Outcome;
import io.filigree.edge.host.SystemClock;
import io.filigree.edge.metrics.Metrics;
import io.filigree.edge.plan.ActualState;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.DesiredState;
import io.filigree.edge.plan.Hands;
import io.filigree.edge.plan.InterfaceName;
import io.filigree.edge.plan.SiteView;
import io.filigree.edge.state.LastKnownGood;
import io.filigree.edge.state.Notebook;
import io.filigree.edge.state.StatusFile;
import io.filigree.edge.trust.HostFacts;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.net.CoordinatorUrl;
import io.filigree.protocol.net.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Gives the pure core its world: one thread that feeds it inputs and does what it says, with the
 * disk and the machine; {@link Errands} does what has to wait for the network.
 */
final class Daemon {

  private static final long LONGEST_PAUSE = 60_000;

  /** With so many milliseconds to wait there is time to tidy up. */
  private static final long LULL = 500;

  private final Agent agent;
  private final CoordinatorClient coordinator;
  private final LastKnownGood disk;
  private final Notebook notebook;
  private final Hands hands;
  private final Path statusFile;
  private final Metrics metrics;
  private final Log log;
  private final Errands errands;
  private final Watch watch;
  private final SpareMemory spareMemory = new SpareMemory(Clock.now().millis());
  private final Traffic traffic;
  private final EchoResponder echo;
  private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();

  private AgentState state;
  private List<CoordinatorUrl> urls;
  private HostFacts host;
  private volatile boolean stopping;

  Daemon(
      Site site,
      CoordinatorClient coordinator,
      LastKnownGood disk,
      Notebook notebook,
      Folders folders,
      Metrics metrics,
      Log log) {
    this.agent = new Agent(site.settings(), Ed25519Verifier.jdk());
    this.coordinator = coordinator;
    this.disk = disk;
    this.notebook = notebook;
    this.hands = site.hands(folders);
    this.statusFile = folders.statusFile(site.interfaceName());
    this.metrics = metrics;
    this.log = log;
    this.errands = new Errands(coordinator, site.identityKey(), inputs::add, log);
    this.state = AgentState.initial(System.nanoTime() ^ site.enrolment().site().hashCode());
    this.watch =
        new Watch(
            new HostCommands(),
            new InterfaceName(site.interfaceName()),
            () -> inputs.add(new Input.Disturbed(Clock.now())),
            log);
    this.traffic = site.traffic(folders, inputs::add);
    this.echo =
        new EchoResponder((from, call) -> inputs.add(new Input.Told(Clock.now(), from, call)));
    this.urls = site.enrolment().trust().urls();
    this.host = HostReader.read(urls);
  }

  /** Runs until {@link #stop}. */
  void run() throws IOException {
    watch.start();
    errands.review();
    take(new Input.Started(Clock.now(), disk.takeRemembered(), notebook.seen(), host));
    while (!stopping) {
      metrics.keep(Clock.now()).ifPresent(this::take);
      take(next());
    }
    take(new Input.Stopping(Clock.now()));
    disk.close();
    notebook.close();
    metrics.close();
    log.say(LogLine.of("stopped", "tunnels", "left up"));
  }

  /** May be called from any thread: the interface, routes and firewall stay as they are. */
  void stop() {
    stopping = true;
    inputs.add(new Input.Tick(Clock.now()));
  }

  private Input next() {
    long now = Clock.now().millis();
    long wait = Math.min(LONGEST_PAUSE, state.nextAt() - now);
    if (wait >= LULL && inputs.isEmpty()) {
      spareMemory.tidy(now);
    }
    try {
      Input input = inputs.poll(Math.max(0, wait), TimeUnit.MILLISECONDS);
      return input == null ? new Input.Tick(Clock.now()) : input;
    } catch (InterruptedException e) {
      stopping = true;
      return new Input.Tick(Clock.now());
    }
  }

  private void take(Input input) {
    if (input instanceof Input.FeedAnswered answered && bringsRanges(answered.reply())) {
      lookAtHost();
    }
    Step step = step(input);
    state = step.state();
    step.effects().forEach(this::perform);
  }

  /** An answer that trips us must not do so again at every restart: it counts as a failed one. */
  private Step step(Input input) {
    try {
      return agent.step(state, input);
    } catch (RuntimeException e) {
      if (input instanceof Input.FeedAnswered) {
        log.say(LogLine.of("internal-error", "where", "feed", "what", e.toString()));
        FeedReply failed = new FeedReply.Failed("its answer trips this version: " + e);
        return agent.step(state, new Input.FeedAnswered(Clock.now(), failed));
      }
      throw e;
    }
  }

  /** Of what this machine depends on nothing can be lost to mere facts. */
  private static boolean bringsRanges(FeedReply reply) {
    return reply instanceof FeedReply.News news
        && (news.answer().mesh().isPresent() || !news.answer().records().isEmpty());
  }

  private void lookAtHost() {
    HostFacts now = HostReader.read(urls);
    if (!now.equals(host)) {
      host = now;
      Step step = agent.step(state, new Input.HostChanged(Clock.now(), now));
      state = step.state();
      step.effects().forEach(this::perform);
    }
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.AskFeed ask -> errands.ask(ask, state.held());
      case Effect.AskInbox() -> errands.askInbox();
      case Effect.PutFacts put -> errands.put(put.facts());
      case Effect.PutStatus put -> errands.put(put);
      case Effect.Resolve(String name) -> errands.resolve(name);
      case Effect.Save save ->
          inputs.add(new Input.Saved(Clock.now(), written(() -> disk.save(save))));
      case Effect.Note note ->
          inputs.add(new Input.Noted(Clock.now(), written(() -> notebook.write(note))));
      case Effect.SetClock(Instant to) -> inputs.add(setClock(to));
      case Effect.Probe probe -> errands.probe(probe);
      case Effect.Apply(SiteView view) -> inputs.add(apply(view));
      case Effect.Amend amend ->
          inputs.add(new Input.Amended(Clock.now(), hands.amend(amend.operations())));
      case Effect.Check check -> errands.check(check);
      case Effect.Tell(Endpoint to, Call call) -> echo.say(to, call);
      case Effect.AskRelays ask -> errands.ask(ask);
      case Effect.FollowTraffic(boolean wanted) -> traffic.follow(wanted);
      case Effect.Withdraw() -> {
        echo.close();
        inputs.add(new Input.Withdrawn(Clock.now(), hands.removeAll()));
      }
      case Effect.Reach reach -> {
        urls = reach.urls();
        coordinator.reach(reach.urls(), reach.pins());
      }
      case Effect.Show show -> show(show);
      case Effect.Say(LogLine line) -> log.say(line);
    }
  }

  /** Something to be written. */
  private interface Writing {
    void run() throws IOException;
  }

  private static Optional<String> written(Writing writing) {
    try {
      writing.run();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private static Input setClock(Instant to) {
    Outcome outcome = new SystemClock(new HostCommands()).set(to);
    Optional<String> problem = outcome.ok() ? Optional.empty() : Optional.of(outcome.reason());
    return new Input.ClockSet(Clock.now(), problem);
  }

  private Input apply(SiteView view) {
    ActualState found = hands.observe();
    DesiredState desired = DesiredState.of(Restraint.apply(view, found));
    ApplyReport report = hands.apply(desired, found);
    echo.answerAt(desired.addresses(), desired.listenPort());
    return new Input.Applied(Clock.now(), found, report);
  }

  private void show(Effect.Show show) {
    metrics.show(show.page());
    try {
      new StatusFile(show.page(), ProcessHandle.current().pid()).write(statusFile);
    } catch (IOException e) {
      log.warn("no status page can be written: " + e.getMessage());
    }
  }
}
