package io.filigree.protocol.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.MalformedException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpAddressTest {

  /** The examples of RFC 5952. */
  @ParameterizedTest
  @CsvSource({
    "2001:0db8::0001, 2001:db8::1",
    "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:DB8::AB, 2001:db8::ab",
    "0:0:0:0:0:0:0:0, ::",
    "1::, 1::",
    "::1, ::1",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "255.255.255.255, 255.255.255.255",
    "0.0.0.0, 0.0.0.0"
  })
  void addressesHaveOneText(String text, String canonical) {
    assertThat(IpAddress.parse(text)).hasToString(canonical);
  }

  @Test
  void fourIsBeforeSixAndBytesAreUnsigned() {
    List<IpAddress> sorted =
        Stream.of("9.0.0.0", "128.0.0.1", "::1", "7fff::", "8000::", "ffff::")
            .map(IpAddress::parse)
            .toList();
    assertThat(sorted.reversed().stream().sorted()).containsExactlyElementsOf(sorted);
  }

  @Test
  void mappedAddressesAreRefusedInBytesToo() {
    byte[] mapped = new byte[16];
    mapped[10] = -1;
    mapped[11] = -1;
    assertThatThrownBy(() -> IpAddress.ofBytes(mapped)).isInstanceOf(MalformedException.class);
  }

  @Test
  void otherLengthsAreRefused() {
    assertThatThrownBy(() -> IpAddress.ofBytes(new byte[5])).isInstanceOf(MalformedException.class);
  }
}
