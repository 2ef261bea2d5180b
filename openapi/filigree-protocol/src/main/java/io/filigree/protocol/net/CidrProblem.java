package io.filigree.protocol.net;

/** Why a range may not be routed into a mesh. */
public enum CidrProblem {
  DEFAULT_ROUTE("is a default route"),
  TOO_WIDE("is wider than /8 (IPv4) or /16 (IPv6)"),
  UNSPECIFIED("covers the unspecified address"),
  LOOPBACK("covers loopback addresses"),
  LINK_LOCAL("covers link-local addresses"),
  MULTICAST("covers multicast addresses"),
  PUBLIC("is not private: only RFC 1918, RFC 6598 and fc00::/7 are");

  private final String reason;

  CidrProblem(String reason) {
    this.reason = reason;
  }

  /** In English, to follow the range: {@code 8.8.8.0/24 is not private}. */
  public String reason() {
    return reason;
  }
}
