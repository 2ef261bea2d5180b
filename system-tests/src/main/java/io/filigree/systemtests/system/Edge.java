package io.filigree.systemtests.system;

import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.systemtests.lab.ChildProcess;
import io.filigree.systemtests.lab.Command;
import io.filigree.systemtests.lab.SiteBox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The edge client of one site, as its owner installs it: {@code join} once, then {@code run}. */
public final class Edge {

  private final SiteBox site;
  private final Path state;
  private final Path log;
  private final Function<String, List<String>> jvmOptions;
  private List<String> endpoints;
  private Optional<ChildProcess> process = Optional.empty();

  /** What is given to the virtual machine besides its own options depends on the verb. */
  private Edge(SiteBox site, Function<String, List<String>> jvmOptions) {
    this.site = site;
    this.endpoints = site.openEndpoints(site.plan().port());
    this.state = site.directory().resolve("state");
    this.log = site.directory().resolve("edge.log");
    this.jvmOptions = jvmOptions;
  }

  /** The site's client; it has not joined yet. */
  public static Edge at(SiteBox site) {
    return withJvmOptions(site, List.of());
  }

  /** The same as {@code ./filigree} starts it: {@code run} has a class archive of its own. */
  public static Edge withClassArchives(SiteBox site, Path folder) {
    return new Edge(
        site,
        verb ->
            Archives.classArchive(folder.resolve(verb.equals("run") ? "run.jsa" : "classes.jsa")));
  }

  /** With these options for its virtual machine besides its own. */
  public static Edge withJvmOptions(SiteBox site, List<String> options) {
    return new Edge(site, verb -> options);
  }

  /** Will join with this endpoint instead of the site's open addresses. */
  public Edge reachedAt(String instead) {
    endpoints = List.of(instead);
    return this;
  }

  /** Will join without saying where it can be reached. */
  public Edge reachedNowhere() {
    endpoints = List.of();
    return this;
  }

  /** Joins with the site's own ranges and its open addresses. */
  public Edge join(String token, String... more) {
    Command.Outcome outcome = tryJoin(token, more);
    if (!outcome.succeeded()) {
      throw new IllegalStateException(site + " could not join: " + outcome.output());
    }
    return this;
  }

  /** Joins and leaves it to the caller what the outcome means. */
  public Command.Outcome tryJoin(String token, String... more) {
    return tryJoin(Map.of(), token, more);
  }

  /** The same with these variables in its environment. */
  public Command.Outcome tryJoin(Map<String, String> environment, String token, String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--token-file", tokenFile(token).toString(),
                "--name", site.name(),
                "--pod-cidr", site.plan().podRange(),
                "--service-cidr", site.plan().serviceRange(),
                "--port", Integer.toString(site.plan().port())));
    endpoints.forEach(known -> options.addAll(List.of("--endpoint", known)));
    if (site.plan().dualStack()) {
      options.addAll(List.of("--pod-cidr", site.plan().podRange6()));
    }
    options.addAll(List.of(more));
    List<String> words = new ArrayList<>(List.of("env"));
    environment.forEach((name, value) -> words.add(name + "=" + value));
    words.addAll(edge("join", options));
    return site.command(words.toArray(String[]::new)).attempt();
  }

  private Path tokenFile(String token) {
    try {
      Path file = site.directory().resolve("token");
      Files.writeString(file, token + "\n");
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the client. */
  public Edge run() {
    return run(Map.of());
  }

  /** Starts the client with these variables in its environment. */
  public Edge run(Map<String, String> environment) {
    process = Optional.of(ChildProcess.start(log, environment, inside("run", List.of())));
    return this;
  }

  /** The process id of the client that was started last. */
  public long pid() {
    return process.orElseThrow().pid();
  }

  public boolean running() {
    return process.filter(ChildProcess::alive).isPresent();
  }

  /** Ends it as a service would; the tunnel stays up without it. */
  public void stop() {
    process.ifPresent(ChildProcess::stop);
  }

  /** {@code kill -9}; the tunnel stays up without it. */
  public void kill() {
    process.ifPresent(ChildProcess::kill);
  }

  /** It heals nothing from now on, although it runs. */
  public void freeze() {
    process.ifPresent(ChildProcess::freeze);
  }

  /** It goes on. */
  public void thaw() {
    process.ifPresent(ChildProcess::thaw);
  }

  /** What {@code doctor} prints. */
  public Command.Outcome doctor(String... options) {
    return verb("doctor", List.of(options)).attempt();
  }

  /**
   * The ids of what {@code doctor} finds on a machine that a script dresses up first: what the
   * script mounts and exports nobody else sees.
   */
  public Set<String> findings(String disguise) {
    List<String> words = new ArrayList<>(List.of("sh", "-c", disguise + "\nexec \"$@\"", "sh"));
    words.addAll(
        Archives.edge(
            jvmOptions.apply("doctor"),
            List.of("doctor", "--json", "--state-dir", state.toString())));
    String said = site.command(words.toArray(String[]::new)).attempt().output();
    return JsonFields.of(Json.parse(said, JsonLimits.ANSWER))
        .objects("findings", finding -> finding.text("id"))
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What {@code status} prints. */
  public String status(String... options) {
    return verb("status", List.of(options)).attempt().output();
  }

  /** What monitoring on the same machine reads. */
  public String metrics() {
    return site.gateway()
        .inside(() -> {
          URLConnection scrape =
              URI.create("http://127.0.0.1:9586/metrics").toURL().openConnection();
          // A connection that is kept would be another site's: all have this address.
          scrape.setRequestProperty("Connection", "close");
          scrape.setReadTimeout(10_000);
          try (InputStream body = scrape.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
          }
        });
  }

  /** Leaves the mesh. */
  public Command.Outcome leave() {
    return verb("leave", List.of()).attempt();
  }

  public SiteBox site() {
    return site;
  }

  /** Where the client keeps what must survive a reboot. */
  public Path state() {
    return state;
  }

  /** The file from which {@code status} reads. */
  public Path statusFile() {
    return site.run().resolve("filigree").resolve(WireGuard.INTERFACE + ".status.json");
  }

  private StatusPage page() {
    return new StatusPage(statusFile());
  }

  /** Where the site stands: {@code <revision>.<digest>}; empty before its first peer list. */
  public Optional<String> cursor() {
    return page().cursor();
  }

  /** The sites that it names as refused, each once. */
  public Set<String> refusedSites() {
    return refusals().stream().map(Refusal::site).collect(Collectors.toSet());
  }

  /** Something that it refused; the site is empty when it concerns none or all. */
  public record Refusal(String site, String reason) {}

  /** What it has refused and not taken back. */
  public List<Refusal> refusals() {
    return page().refusals();
  }

  /** What {@code status} says of the way to that peer; empty if it knows none of that name. */
  public Optional<String> path(String peer) {
    return page().path(peer);
  }

  /** The last line that the client has printed. */
  public String lastWords() {
    return output().lines().reduce("", (before, line) -> line);
  }

  /** All that the running client has printed. */
  public String output() {
    return process.map(ChildProcess::output).orElse("");
  }

  private Command verb(String verb, List<String> options) {
    return Command.of(inside(verb, options));
  }

  private List<String> inside(String verb, List<String> options) {
    return site.inside(edge(verb, options).toArray(String[]::new));
  }

  private List<String> edge(String verb, List<String> options) {
    List<String> words = new ArrayList<>(List.of(verb, "--state-dir", state.toString()));
    words.addAll(options);
    return Archives.edge(jvmOptions.apply(verb), words);
  }
}
