package io.filigree.edge.doctor;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.key.WireGuardPublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The wg-quick file, the way out without filigree, does not hold the peers of today. */
final class ConfigurationStale implements Check.OfMesh {
  /** It may lag a minute, and a failed write is tried again half a minute later. */
  private static final Duration LAG = Duration.ofMinutes(3);

  private static final String KEY = "PublicKey = ";

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    Path file = patient.joined().orElseThrow().state().resolve(patient.name() + ".conf");
    try {
      boolean fresh =
          Files.exists(file)
              && Files.getLastModifiedTime(file).toInstant().plus(LAG).isAfter(patient.now());
      boolean same = Files.exists(file) && keys(file).equals(mesh.desired().peers().keySet());
      return fresh || same ? List.of() : List.of(finding(patient, file));
    } catch (IOException e) {
      patient.machine().notSeen(file + ": " + e.getMessage());
      return List.of();
    }
  }

  private static Set<WireGuardPublicKey> keys(Path file) throws IOException {
    Set<WireGuardPublicKey> keys = new HashSet<>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(KEY)) {
        try {
          keys.add(WireGuardPublicKey.parseBase64(line.substring(KEY.length()).strip()));
        } catch (MalformedException notOurs) {
          return Set.of();
        }
      }
    }
    return keys;
  }

  private static Finding finding(Patient patient, Path file) {
    return Finding.warning(
        "conf-not-current",
        file + " does not hold the peers of today",
        "it is the way to run this site without filigree, should that ever be needed",
        "rm -f " + Word.path(file) + "; " + patient.healing());
  }
}
