package io.filigree.edge.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The state directory: keys there and private, room to write, and a disk that takes writes. */
final class StateFiles implements Check.OfSite {
  private static final List<String> KEYS = List.of("identity.key", "wireguard.key");

  /** Bytes: a journal of 10,000 sites is compacted into a new file of some 11 MB. */
  private static final long LITTLE = 16L << 20;

  /** Bytes: not even one change of the mesh is sure to fit. */
  private static final long NONE = 256L << 10;

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  @Override
  public List<Finding> look(Patient patient, Joined joined) {
    List<Finding> findings = new ArrayList<>();
    try {
      for (String key : KEYS) {
        key(joined.state().resolve(key), findings);
      }
      room(joined.state(), findings);
    } catch (IOException e) {
      patient.machine().notSeen(joined.state() + ": " + e.getMessage());
    }
    return findings;
  }

  private static void key(Path file, List<Finding> findings) throws IOException {
    if (!Files.exists(file)) {
      findings.add(
          Finding.broken(
              "key-file-missing",
              file + " is gone",
              "without its keys this box is not the site any more after the next start",
              "filigree leave --local; filigree join --token-file FILE"));
      return;
    }
    Set<PosixFilePermission> open = EnumSet.copyOf(OTHERS);
    open.retainAll(Files.getPosixFilePermissions(file));
    if (!open.isEmpty()) {
      findings.add(
          Finding.broken(
              "state-permissions",
              "others on this machine may read or write " + file,
              "whoever has the key is this site",
              "chmod 600 " + Word.path(file)));
    }
  }

  private static void room(Path folder, List<Finding> findings) throws IOException {
    long left = Files.getFileStore(folder).getUsableSpace();
    String why = "changes of the mesh wait until they can be kept: this site falls behind";
    String fix = "df -h " + Word.path(folder);
    if (!Files.isWritable(folder)) {
      findings.add(Finding.broken("state-unwritable", folder + " cannot be written to", why, fix));
    } else if (left < NONE) {
      findings.add(Finding.broken("disk-full", "no room left where " + folder + " is", why, fix));
    } else if (left < LITTLE) {
      findings.add(
          Finding.warning(
              "disk-nearly-full", (left >> 20) + " MB left where " + folder + " is", why, fix));
    }
  }
}
