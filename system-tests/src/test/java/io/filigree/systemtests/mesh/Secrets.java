package io.filigree.systemtests.mesh;

import io.filigree.systemtests.system.Edge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The secrets of a site, in every form in which one might let them slip. */
final class Secrets {

  private static final Set<String> THEIR_FILES =
      Set.of("identity.key", "wireguard.key", "filigree0.conf", "token");
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  private final Map<String, String> forms = new LinkedHashMap<>();

  private Secrets() {}

  /** Those of a site that joined with this token. */
  static Secrets of(Edge edge, String token) {
    Secrets secrets = new Secrets();
    String identity = text(edge.state().resolve("identity.key")).strip();
    String wireGuard = text(edge.state().resolve("wireguard.key")).strip();
    String secret = token.substring(token.lastIndexOf('.') + 1);
    secrets.add("identity seed", Base64.getUrlDecoder().decode(identity));
    secrets.add("WireGuard key", Base64.getDecoder().decode(wireGuard));
    secrets.forms.put("token secret", secret);
    return secrets;
  }

  private void add(String name, byte[] key) {
    String hex = HexFormat.of().formatHex(key);
    forms.put(name + " in base64", Base64.getEncoder().withoutPadding().encodeToString(key));
    forms.put(name + " in base64url", Base64.getUrlEncoder().withoutPadding().encodeToString(key));
    forms.put(name + " in hex", hex);
    forms.put(name + " in capital hex", hex.toUpperCase(Locale.ROOT));
    forms.put(name + " as bytes", new String(key, StandardCharsets.ISO_8859_1));
  }

  /** Which of them stand in the text. */
  List<String> in(String text) {
    return forms.entrySet().stream()
        .filter(form -> text.contains(form.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  List<String> in(Path file) {
    return in(text(file));
  }

  /** The files below a folder that hold one though they have no business with it, or show it. */
  List<String> outsideTheirFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !in(file).isEmpty() && !isPrivate(file))
          .map(file -> file + " holds " + in(file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPrivate(Path file) {
    try {
      return THEIR_FILES.contains(String.valueOf(file.getFileName()))
          && Files.getPosixFilePermissions(file).equals(PRIVATE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
