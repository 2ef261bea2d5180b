package io.filigree.protocol.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.MalformedException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random ranges of both families, compared with arithmetic on big numbers. */
class CidrPropertiesTest {

  private static final int ROUNDS = 20_000;

  private final Random random = new Random(42);

  @Test
  void everyRangeReadsAsItIsWritten() {
    for (int i = 0; i < ROUNDS; i++) {
      Cidr range = range();
      assertThat(Cidr.parse(range.toString())).isEqualTo(range);
      assertThat(IpAddress.ofBytes(range.address().bytes())).isEqualTo(range.address());
    }
  }

  @Test
  void everyAddressIsWrittenAsTheJdkReadsIt() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      IpAddress address = range().last();
      assertThat(InetAddress.getByName(address.toString()).getAddress()).isEqualTo(address.bytes());
    }
  }

  @Test
  void containmentIsContainmentOfBothEnds() {
    for (int i = 0; i < ROUNDS; i++) {
      Cidr a = range();
      Cidr b = near(a);
      boolean inside = first(a).compareTo(first(b)) <= 0 && last(b).compareTo(last(a)) <= 0;
      assertThat(a.contains(b)).as("%s contains %s", a, b).isEqualTo(inside);
    }
  }

  @Test
  void overlapIsSymmetricAndMeansASharedAddress() {
    for (int i = 0; i < ROUNDS; i++) {
      Cidr a = range();
      Cidr b = near(a);
      boolean meet = first(a).compareTo(last(b)) <= 0 && first(b).compareTo(last(a)) <= 0;
      assertThat(a.overlaps(b)).as("%s overlaps %s", a, b).isEqualTo(meet);
      assertThat(b.overlaps(a)).isEqualTo(meet);
    }
  }

  @Test
  void theLastAddressIsInsideAndItsSuccessorIsNot() {
    for (int i = 0; i < ROUNDS; i++) {
      Cidr range = range();
      BigInteger size = BigInteger.TWO.pow(range.address().bits() - range.prefix());
      assertThat(last(range)).isEqualTo(first(range).add(size).subtract(BigInteger.ONE));
      assertThat(range.contains(range.last())).isTrue();
    }
  }

  @Test
  void anyHostBitIsRefused() {
    for (int i = 0; i < ROUNDS; i++) {
      Cidr range = range();
      int free = range.address().bits() - range.prefix();
      if (free == 0) {
        continue;
      }
      int bit = random.nextInt(free);
      IpAddress wrong = withBit(range.address(), bit);
      assertThat(parses(wrong + "/" + range.prefix())).as("%s/%s", wrong, range.prefix()).isFalse();
    }
  }

  private static boolean parses(String text) {
    try {
      Cidr.parse(text);
      return true;
    } catch (MalformedException e) {
      return false;
    }
  }

  private static IpAddress withBit(IpAddress address, int bit) {
    long high = bit >= 64 ? address.high() | 1L << (bit - 64) : address.high();
    long low = bit < 64 ? address.low() | 1L << bit : address.low();
    return new IpAddress(address.isV4(), high, low);
  }

  /** Often zero in places, so that runs of zeros and short groups are met. */
  private Cidr range() {
    boolean v4 = random.nextBoolean();
    int prefix = random.nextInt(v4 ? 33 : 129);
    long high = v4 ? 0 : sparse() | 1L << 63;
    return truncated(v4, high, v4 ? sparse() >>> 32 : sparse(), prefix);
  }

  private long sparse() {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextLong() & 0xffff_0000_0000_ffffL;
      default -> random.nextInt(256);
    };
  }

  /** One that often has to do with {@code a}: shorter, longer, or of the next address. */
  private Cidr near(Cidr a) {
    int bits = a.address().bits();
    int prefix = Math.clamp(a.prefix() + random.nextInt(9) - 4, 0, bits);
    long low = a.address().low() ^ (random.nextInt(4) == 0 ? 1L << random.nextInt(32) : 0);
    return random.nextInt(5) == 0 ? range() : truncated(a.isV4(), a.address().high(), low, prefix);
  }

  private static Cidr truncated(boolean v4, long high, long low, int prefix) {
    int free = (v4 ? 32 : 128) - prefix;
    long keepLow = free >= 64 ? 0 : -1L << free;
    long keepHigh = free >= 128 ? 0 : free <= 64 ? -1 : -1L << (free - 64);
    return new Cidr(new IpAddress(v4, high & keepHigh, low & keepLow), prefix);
  }

  private static BigInteger first(Cidr range) {
    return number(range.address());
  }

  private static BigInteger last(Cidr range) {
    return number(range.last());
  }

  /** IPv6 lies above all of IPv4, so that ranges of two families never meet. */
  private static BigInteger number(IpAddress address) {
    BigInteger value = new BigInteger(1, address.bytes());
    return address.isV4() ? value : value.add(BigInteger.TWO.pow(130));
  }
}
