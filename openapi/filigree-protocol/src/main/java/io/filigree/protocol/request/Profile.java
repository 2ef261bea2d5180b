package io.filigree.protocol.request;

import java.time.Duration;

/** What Filigree fixes of RFC 9421. */
public final class Profile {

  public static final String MESH_HEADER = "Filigree-Mesh";
  public static final String DIGEST_HEADER = "Content-Digest";
  public static final String INPUT_HEADER = "Signature-Input";
  public static final String SIGNATURE_HEADER = "Signature";

  /** A read's signature may be used again for so long: replaying it tells nobody anything. */
  public static final Duration READ_WINDOW = Duration.ofMinutes(5);

  /** A write's clock may be wrong by so much. */
  public static final Duration WRITE_WINDOW = Duration.ofSeconds(60);

  static final String LABEL = "filigree";
  static final String METHOD = "@method";
  static final String PATH = "@path";
  static final String MESH = "filigree-mesh";
  static final String DIGEST = "content-digest";

  private Profile() {}
}
