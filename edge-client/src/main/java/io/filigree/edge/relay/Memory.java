package io.filigree.edge.relay;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.noise.Tai64n;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What a restart finds again: where each site was, and the index table. Without it every pair waits
 * for a new handshake, 15 s or more. Numbers are big-endian:
 *
 * <pre>
 * "FGR1", our last time stamp (8 + 4), wall clock in ms since 1970 (8)
 * number of sites (4), each: key (32), address bytes 0, 4 or 16 (1), address, port (2), socket (1)
 * number of entries (4), each: index (4), owner and peer as numbers of sites (4 + 4), ms to live (4)
 * </pre>
 */
final class Memory {

  private static final int MAGIC = 0x46475231;
  private static final int KEY = 32;
  private static final int HEADER = 4 + 12 + 8 + 4 + 4;
  private static final int SITE = KEY + 1 + 16 + 2 + 1;
  private static final int ENTRY = 16;

  /** A thousand in a second: half of it is our own key agreements. */
  private static final int PROVEN_PER_TICK = 50;

  private final Tables tables;
  private final Stamps stamps;
  private final Challenges challenges;
  private final Queue<Site> toProve = new ArrayDeque<>();

  Memory(Tables tables, Stamps stamps, Challenges challenges) {
    this.tables = tables;
    this.stamps = stamps;
    this.challenges = challenges;
  }

  byte[] write(long now) {
    List<Site> sites = tables.sites.all();
    int most = HEADER + sites.size() * SITE + tables.indices.size() * ENTRY;
    ByteBuffer out = ByteBuffer.allocate(most);
    Tai64n stamp = stamps.last();
    out.putInt(MAGIC).putLong(stamp.seconds()).putInt(stamp.nanos());
    out.putLong(stamps.wall(now).toEpochMilli());
    Map<Site, Integer> numbers = new HashMap<>();
    out.putInt(sites.size());
    for (Site site : sites) {
      numbers.put(site, numbers.size());
      writeSite(out, site);
    }
    writeEntries(out, numbers, now);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static void writeSite(ByteBuffer out, Site site) {
    out.put(site.key().bytes());
    Address at = site.at;
    if (at == null) {
      out.put((byte) 0);
      return;
    }
    byte[] ip = at.ip().bytes();
    out.put((byte) ip.length).put(ip).putShort((short) at.port()).put((byte) at.socket());
  }

  private void writeEntries(ByteBuffer out, Map<Site, Integer> numbers, long now) {
    IndexTable indices = tables.indices;
    int countAt = out.position();
    out.putInt(0);
    int[] count = {0};
    indices.forEach(entry -> {
      Integer owner = numbers.get(indices.owner(entry));
      Integer peer = numbers.get(indices.peer(entry));
      long left = indices.left(entry, now) / 1_000_000;
      if (owner != null && peer != null && !indices.isPending(entry) && left > 0) {
        out.putInt(indices.index(entry)).putInt(owner).putInt(peer).putInt((int) left);
        count[0]++;
      }
    });
    out.putInt(countAt, count[0]);
  }

  void read(byte[] bytes, long now) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      if (in.getInt() != MAGIC) {
        throw new MalformedException("is not of this format");
      }
      stamps.continueAfter(new Tai64n(in.getLong(), in.getInt()));
      long aged = Math.max(0, stamps.wall(now).toEpochMilli() - in.getLong());
      readEntries(in, readSites(in, now), aged, now);
    } catch (BufferUnderflowException e) {
      throw new MalformedException("is cut off");
    }
  }

  private List<@Nullable Site> readSites(ByteBuffer in, long now) {
    int count = in.getInt();
    List<@Nullable Site> sites = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] key = new byte[KEY];
      in.get(key);
      Site site = tables.sites.of(WireGuardPublicKey.ofBytes(key));
      sites.add(site);
      int length = in.get();
      if (length != 0) {
        byte[] ip = new byte[length == 4 ? 4 : 16];
        in.get(ip);
        Address at = new Address(IpAddress.ofBytes(ip), in.getShort() & 0xffff, in.get());
        if (site != null) {
          place(site, at, now);
        }
      }
    }
    return sites;
  }

  private void place(Site site, Address at, long now) {
    site.heard = now;
    tables.addresses.put(site, at);
    toProve.add(site);
  }

  private void readEntries(ByteBuffer in, List<@Nullable Site> sites, long agedMillis, long now) {
    int count = in.getInt();
    for (int i = 0; i < count; i++) {
      int index = in.getInt();
      Site owner = number(sites, in.getInt());
      Site peer = number(sites, in.getInt());
      long left = (in.getInt() - agedMillis) * 1_000_000;
      if (owner != null && peer != null && tables.sites.join(owner, peer) && left > 0) {
        long then = now - IndexTable.LIFE + Math.min(left, IndexTable.LIFE);
        tables.indices.learn(index, owner, peer, then, now);
      }
    }
  }

  private static @Nullable Site number(List<@Nullable Site> sites, int number) {
    return number >= 0 && number < sites.size() ? sites.get(number) : null;
  }

  /** Asks the next few of the sites that were taken up to prove where they are. */
  void proveSome(long now) {
    for (int i = 0; i < PROVEN_PER_TICK && !toProve.isEmpty(); i++) {
      Site site = toProve.remove();
      Address at = site.at;
      if (at != null && !site.gone) {
        challenges.askAgain(site, at, now);
      }
    }
  }
}
