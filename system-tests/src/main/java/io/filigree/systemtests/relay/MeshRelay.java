package io.filigree.systemtests.relay;

import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.systemtests.lab.ChildProcess;
import io.filigree.systemtests.lab.Command;
import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.system.Archives;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A relay of a mesh, as its owner installs it: {@code relay join} once, then {@code relay}. */
public final class MeshRelay {

  public static final int PORT = 51900;

  private final SiteBox box;
  private final Path state;
  private Optional<ChildProcess> process = Optional.empty();

  public MeshRelay(SiteBox box) {
    this.box = box;
    this.state = box.directory().resolve("state");
  }

  /** Joins with the box's public address. */
  public MeshRelay join(String token, String name) {
    Path file = box.directory().resolve("token");
    Folder.write(file, token + "\n");
    Command.Outcome outcome =
        box.command(
                words(
                    List.of("relay", "join"),
                    "--token-file",
                    file.toString(),
                    "--name",
                    name,
                    "--endpoint",
                    endpoint(PORT)))
            .attempt();
    if (!outcome.succeeded()) {
      throw new IllegalStateException("the relay could not join: " + outcome.output());
    }
    return this;
  }

  /** Starts it. */
  public MeshRelay start(String... options) {
    Path log = box.directory().resolve("relay.log");
    Folder.write(log, "");
    process =
        Optional.of(
            ChildProcess.start(log, Map.of(), box.inside(words(List.of("relay"), options))));
    return this;
  }

  private String[] words(List<String> verb, String... options) {
    List<String> all = new ArrayList<>(verb);
    all.addAll(List.of("--state-dir", state.toString(), "--run-dir", state.toString()));
    all.addAll(List.of(options));
    return Archives.edge(List.of("-Xmx32m"), all).toArray(String[]::new);
  }

  /** What a verb of the relay prints. */
  public String ask(String verb, String... options) {
    return box.command(words(List.of("relay", verb), options)).attempt().output();
  }

  /** {@code kill -9}. */
  public void kill() {
    process.ifPresent(ChildProcess::kill);
  }

  /** SIGTERM. */
  public void stop() {
    process.ifPresent(ChildProcess::stop);
  }

  /** Where sites find it at that port. */
  public String endpoint(int port) {
    return box.publicAddress() + ":" + port;
  }

  public WireGuardPublicKey publicKey() {
    return WireGuardPrivateKey.parseBase64(text("relay/relay.key").strip()).publicKey();
  }

  /** Its own in the mesh. */
  public String address() {
    return JsonFields.of(Json.parse(text("relay/relay.json"), JsonLimits.DOCUMENT)).text("address");
  }

  private String text(String file) {
    try {
      return Files.readString(state.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many keys it serves. */
  public long members() {
    return report().number("members");
  }

  public long attached() {
    return report().number("attached");
  }

  /** How it stands with its mesh: {@code waiting}, {@code serving} or {@code removed}. */
  public String standing() {
    return report().standing();
  }

  private RelayReport report() {
    return new RelayReport(state.resolve("relay.status.json"));
  }

  /** All that the last run has printed. */
  public String output() {
    return process.map(ChildProcess::output).orElse("");
  }

  public SiteBox box() {
    return box;
  }
}
