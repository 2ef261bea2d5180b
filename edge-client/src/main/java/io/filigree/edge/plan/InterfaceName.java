package io.filigree.edge.plan;

import java.util.regex.Pattern;

/**
 * The name of a mesh interface, such as {@code filigree0}: safe in an argument, in an nftables
 * identifier and in a file name.
 *
 * @param value at most 15 characters (Linux IFNAMSIZ), a letter first
 */
public record InterfaceName(String value) {
  /** What the mesh interface is called where nobody says otherwise. */
  public static final String USUAL = "filigree0";

  private static final Pattern GRAMMAR = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,14}");

  public InterfaceName {
    // "all" and "default" are names of the kernel's own under /proc/sys/net/ipv4/conf.
    if (!GRAMMAR.matcher(value).matches() || value.equals("all") || value.equals("default")) {
      throw new IllegalArgumentException("not the name of a network interface");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
