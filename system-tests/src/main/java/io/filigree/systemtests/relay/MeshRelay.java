package io.filigree.systemtests.relay;

import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.systemtests.lab.Command;
import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.lab.SiteBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A relay of a mesh, as its owner installs it: {@code relay join} once, then {@code relay}. */
public final class MeshRelay {

  public static final int PORT = 51900;

  private final SiteBox box;
  private final RelayRun run;

  public MeshRelay(SiteBox box) {
    this.box = box;
    this.run = new RelayRun(box, List.of());
  }

  /** Joins with the box's open addresses. */
  public MeshRelay join(String token, String name) {
    Path file = box.directory().resolve("token");
    Folder.write(file, token + "\n");
    List<String> options = new ArrayList<>(List.of("--token-file", file.toString()));
    options.addAll(List.of("--name", name));
    box.openEndpoints(PORT).forEach(open -> options.addAll(List.of("--endpoint", open)));
    String[] words = run.words(List.of("relay", "join"), options.toArray(String[]::new));
    Command.Outcome outcome = box.command(words).attempt();
    if (!outcome.succeeded()) {
      throw new IllegalStateException("the relay could not join: " + outcome.output());
    }
    return this;
  }

  /** Starts it. */
  public MeshRelay start(String... options) {
    run.start(options);
    return this;
  }

  /** What a verb of the relay prints. */
  public String ask(String verb, String... options) {
    return box.command(run.words(List.of("relay", verb), options)).attempt().output();
  }

  /** {@code kill -9}. */
  public void kill() {
    run.kill();
  }

  /** SIGTERM. */
  public void stop() {
    run.stop();
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
      return Files.readString(run.state().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many keys it serves. */
  public long members() {
    return run.report().number("members");
  }

  public long attached() {
    return run.report().number("attached");
  }

  /** How it stands with its mesh: {@code waiting}, {@code serving} or {@code removed}. */
  public String standing() {
    return run.report().standing();
  }

  /** All that the last run has printed. */
  public String output() {
    return run.output();
  }

  public SiteBox box() {
    return box;
  }
}
