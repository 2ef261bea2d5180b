package io.filigree.controlplane.enrolment;

import io.filigree.controlplane.input.Input;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.name.Labels;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.record.RangeKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A join token to be made.
 *
 * @param kind site or relay; absent: site. A relay gets one address, so what is about labels and
 *     ranges is for sites only
 * @param site the only name its site may take; absent: any
 * @param relay the only name its relay may take; absent: any
 * @param labels what its site is labelled with
 * @param ttl how long one may join with it, as {@code 90s}, {@code 30m}, {@code 1h} or {@code 7d};
 *     absent: one hour
 * @param singleUse absent: true; false lets many join until it expires
 * @param pools kinds of range its site may ask for from the pools; absent: all
 * @param prefixLengths per kind, the largest block its site may ask for, as prefix length; absent:
 *     any the pool has
 * @param ownRanges whether its site may bring ranges; absent: true
 */
@Schema(name = "JoinTokenRequest")
record TokenRequest(
    @Schema(
            example = "site",
            allowableValues = {"site", "relay"})
        @Nullable String kind,
    @Schema(example = "store-a") @Nullable String site,
    @Schema(example = "relay-1") @Nullable String relay,
    @Schema(example = "{\"region\": \"north\"}") @Nullable Map<String, String> labels,
    @Schema(example = "1h") @Nullable String ttl,
    @Nullable Boolean singleUse,
    @Schema(example = "[\"pod\", \"service\"]") @Nullable List<String> pools,
    @Schema(example = "{\"pod\": 16, \"service\": 16}")
        @Nullable Map<String, Integer> prefixLengths,
    @Nullable Boolean ownRanges) {

  private static final Duration USUAL = Duration.ofHours(1);
  private static final int MAX_PREFIX = 128;

  /** What the token lets its site do, and for how long it may be used. */
  record Read(TokenTerms terms, Duration lifetime) {}

  /** What it asks for, or the answer 400. */
  Read read() {
    Input input = new Input();
    boolean forRelay =
        input.optional("kind", kind, TokenKind::parse).filter(TokenKind.RELAY::equals).isPresent();
    Optional<Duration> lifetime = input.optional("ttl", ttl, Lifetime::parse);
    boolean once = singleUse == null || singleUse;
    if ((site != null || relay != null) && !once) {
      input.refuse("singleUse", "a token that is bound to a name is good for one");
    }
    TokenTerms terms = forRelay ? ofRelay(input, once) : ofSite(input, once);
    input.check();
    return new Read(terms, lifetime.orElse(USUAL));
  }

  private TokenTerms ofSite(Input input, boolean once) {
    if (relay != null) {
      input.refuse("relay", "is the name of a relay; this token is for a site");
    }
    Optional<SiteName> name = input.optional("site", site, SiteName::parse);
    Optional<Labels> given =
        labels == null ? Optional.empty() : input.parsed("labels", () -> Labels.of(labels));
    return new TokenTerms(
        TokenKind.SITE,
        name,
        given.orElseGet(Labels::none),
        readPools(input),
        readPrefixLengths(input),
        ownRanges == null || ownRanges,
        once);
  }

  private TokenTerms ofRelay(Input input, boolean once) {
    refuseForRelay(input, "site", site);
    refuseForRelay(input, "labels", labels);
    refuseForRelay(input, "pools", pools);
    refuseForRelay(input, "prefixLengths", prefixLengths);
    refuseForRelay(input, "ownRanges", ownRanges);
    return TokenTerms.ofRelay(input.optional("relay", relay, SiteName::parse), once);
  }

  private static void refuseForRelay(Input input, String field, @Nullable Object given) {
    if (given != null) {
      input.refuse(field, "is for sites only; a relay has a name and gets one address");
    }
  }

  private Set<RangeKind> readPools(Input input) {
    return input
        .texts("pools", pools, RangeKind.values().length, RangeKind::parse)
        .map(Set::copyOf)
        .orElseGet(() -> EnumSet.allOf(RangeKind.class));
  }

  private Map<RangeKind, Integer> readPrefixLengths(Input input) {
    return prefixLengths == null ? Map.of() : prefixLengths(input, "prefixLengths", prefixLengths);
  }

  /** Reads prefix lengths by kind of range. */
  static Map<RangeKind, Integer> prefixLengths(
      Input input, String field, Map<String, Integer> lengths) {
    Map<RangeKind, Integer> read = new EnumMap<>(RangeKind.class);
    lengths.forEach((kind, length) ->
        input
            .parsed(field, () -> RangeKind.parse(kind))
            .ifPresent(parsed -> {
              if (length < 1 || length > MAX_PREFIX) {
                input.refuse(field + "." + parsed, "a prefix length is 1 to 128");
              }
              read.put(parsed, length);
            }));
    return read;
  }

  /** How long a token lives. */
  private static final class Lifetime {

    private static final Duration LONGEST = Duration.ofDays(30);

    static Duration parse(String text) {
      if (!text.matches("[1-9][0-9]{0,6}[smhd]")) {
        throw MalformedException.of(text, "is not a time such as 90s, 30m, 1h or 7d");
      }
      long number = Long.parseLong(text.substring(0, text.length() - 1));
      Duration time =
          switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          };
      if (time.compareTo(LONGEST) > 0) {
        throw MalformedException.of(text, "is longer than 30d");
      }
      return time;
    }
  }
}
