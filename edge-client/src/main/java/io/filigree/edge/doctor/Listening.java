package io.filigree.edge.doctor;

import io.filigree.edge.doctor.Heard.Coordinator;
import io.filigree.edge.doctor.Heard.Echo;
import io.filigree.edge.echo.EchoQuestion;
import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.plan.DesiredState;
import io.filigree.edge.plan.EchoPort;
import io.filigree.edge.plan.InterfaceAddress;
import io.filigree.edge.plan.PeerView;
import io.filigree.protocol.net.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the network what only it can tell, all at once, and waits some seconds for all of it. */
public final class Listening {
  private static final long PATIENCE = 8_000_000_000L;

  /** Look-ups at once; a mesh with more names than this has others to tell it of. */
  private static final int NAMES = 64;

  private final Patient patient;
  private final long deadline = System.nanoTime() + PATIENCE;

  private Listening(Patient patient) {
    this.patient = patient;
  }

  /**
   * The same patient, with what the network told.
   *
   * @param coordinator asks the coordinator
   */
  public static Patient listen(Patient patient, Optional<Callable<Coordinator>> coordinator) {
    Heard heard = new Listening(patient).hear(coordinator);
    return new Patient(
        patient.machine(),
        patient.now(),
        patient.name(),
        patient.port(),
        patient.actual(),
        heard,
        patient.joined());
  }

  private Heard hear(Optional<Callable<Coordinator>> coordinator) {
    Optional<FutureTask<Coordinator>> asked = coordinator.map(Listening::start);
    Optional<Meshed> mesh = patient.joined().flatMap(Joined::meshed);
    Set<String> names = mesh.map(known -> Endpoints.names(known.view().peers())).orElse(Set.of());
    Map<String, FutureTask<Boolean>> lookups = new TreeMap<>();
    names.stream().limit(NAMES).forEach(name -> lookups.put(name, start(() -> resolves(name))));
    List<Echo> echoes = mesh.map(this::echoes).orElse(List.of());
    Set<String> unresolved = new TreeSet<>();
    lookups.forEach((name, lookup) -> {
      if (!within(lookup).orElse(false)) {
        unresolved.add(name);
      }
    });
    return new Heard(
        unresolved, asked.map(task -> within(task).orElseGet(Listening::noAnswer)), echoes);
  }

  private static Coordinator noAnswer() {
    return new Coordinator(
        Optional.of("no answer within " + PATIENCE / 1_000_000_000 + " s"), Optional.empty());
  }

  private static boolean resolves(String name) {
    try {
      return InetAddress.getByName(name) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** By our tunnel address, and by an address of our pods where this machine has one. */
  private List<Echo> echoes(Meshed mesh) {
    Optional<InterfaceAddress> own = mesh.desired().addresses().stream().findFirst();
    Map<IpAddress, PeerView> peers = live(mesh);
    if (peers.isEmpty() || own.filter(address -> Links.has(patient, address)).isEmpty()) {
      return List.of();
    }
    Optional<FutureTask<List<Echo>>> byPods =
        Links.pods(patient, mesh, own.get().address().isV4())
            .map(pods -> start(() -> ask(pods.ip(), peers)));
    List<Echo> echoes = new ArrayList<>(ask(own.get().address(), peers));
    byPods.flatMap(this::within).ifPresent(echoes::addAll);
    return echoes;
  }

  private List<Echo> ask(IpAddress from, Map<IpAddress, PeerView> peers) {
    List<InetSocketAddress> responders = new ArrayList<>();
    peers.forEach((address, peer) -> responders.add(EchoQuestion.responder(address, port(peer))));
    try {
      Map<IpAddress, IpAddress> seen = EchoQuestion.ask(from, responders);
      List<Echo> echoes = new ArrayList<>();
      peers.forEach((address, peer) ->
          echoes.add(new Echo(Meshed.name(peer), from, Optional.ofNullable(seen.get(address)))));
      return echoes;
    } catch (IOException e) {
      patient.machine().notSeen("what peers see of " + from + ": " + e.getMessage());
      return List.of();
    }
  }

  private static int port(PeerView peer) {
    return EchoPort.beside(peer.facts().orElseThrow().listenPort());
  }

  /** Peers with a session that counts and a client of their own, by their tunnel address. */
  private Map<IpAddress, PeerView> live(Meshed mesh) {
    Map<IpAddress, PeerView> live = new LinkedHashMap<>();
    for (PeerView peer : mesh.view().peers()) {
      Optional<ActualPeer> actual =
          peer.facts()
              .flatMap(facts ->
                  patient
                      .actual()
                      .device()
                      .flatMap(
                          device -> Optional.ofNullable(device.peers().get(facts.wireGuardKey()))));
      if (actual.filter(found -> found.liveAt(patient.now())).isPresent()) {
        DesiredState.tunnelAddresses(peer.record()).stream()
            .findFirst()
            .ifPresent(tunnel -> live.put(tunnel.address(), peer));
      }
    }
    return live;
  }

  private static <T> FutureTask<T> start(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().name("listening").start(task);
    return task;
  }

  private <T> Optional<T> within(FutureTask<T> task) {
    try {
      long left = Math.max(0, deadline - System.nanoTime());
      return Optional.of(task.get(left, TimeUnit.NANOSECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
