package io.filigree.edge.relay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finding out which of the sites behind one public address is now at another port of it: each is
 * asked there in turn, a few at a time, until one answers.
 */
final class Hunts {

  static final long LIFE = Seconds.of(3);

  /** At once; an answer takes a round trip, and most addresses have one site behind them. */
  static final int STEP = 4;

  /** Sites that are asked in one hunt: within its life a step every 100 ms reaches that many. */
  private static final int MOST_CANDIDATES = 96;

  private static final int MOST = 64;

  /** An address that somebody unknown sends from. */
  private static final class Hunt {
    private final Deque<Site> candidates;
    private final long at;
    private Optional<byte[]> initiation = Optional.empty();

    Hunt(Deque<Site> candidates, long at) {
      this.candidates = candidates;
      this.at = at;
    }
  }

  private final AddressBook addresses;
  private final Challenges challenges;
  private final Map<Address, Hunt> hunts = new HashMap<>();

  Hunts(AddressBook addresses, Challenges challenges) {
    this.addresses = addresses;
    this.challenges = challenges;
  }

  /**
   * Starts a hunt there, if sites are known at that IP and none is on.
   *
   * @param initiation what was sent from there, to be taken up once it is known who it is
   */
  void start(Address address, Optional<byte[]> initiation, long now) {
    Hunt hunt = hunts.get(address);
    if (hunt == null) {
      List<Site> candidates = addresses.at(address.ip());
      if (candidates.isEmpty() || hunts.size() >= MOST) {
        return;
      }
      int count = Math.min(candidates.size(), MOST_CANDIDATES);
      hunt = new Hunt(new ArrayDeque<>(candidates.subList(0, count)), now);
      hunts.put(address, hunt);
      step(address, hunt, now);
    }
    if (initiation.isPresent()) {
      hunt.initiation = initiation;
    }
  }

  private void step(Address address, Hunt hunt, long now) {
    for (int i = Math.min(STEP, hunt.candidates.size()); i > 0; i--) {
      Site site = hunt.candidates.remove();
      if (!site.gone && !challenges.guess(site, address, now)) {
        hunt.candidates.add(site);
      }
    }
  }

  /** The next few of every hunt; the end of those that found nobody. */
  void step(long now) {
    Iterator<Map.Entry<Address, Hunt>> all = hunts.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Address, Hunt> hunt = all.next();
      if (now - hunt.getValue().at >= LIFE) {
        all.remove();
      } else {
        step(hunt.getKey(), hunt.getValue(), now);
      }
    }
  }

  /** It is known who is there: the initiation that waited for it. */
  Optional<byte[]> end(Address address) {
    Hunt hunt = hunts.remove(address);
    return hunt == null ? Optional.empty() : hunt.initiation;
  }
}
