package io.filigree.systemtests.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PcapTest {

  private static final byte[] PAYLOAD = {1, 0, 0, 0, 9, 8, 7, 6};

  private static byte[] frame(int etherType, int protocol) {
    ByteBuffer frame = ByteBuffer.allocate(14 + 20 + 8 + PAYLOAD.length + 6);
    frame.putShort(12, (short) etherType);
    frame.put(14, (byte) 0x45).put(14 + 9, (byte) protocol);
    frame.put(14 + 12, new byte[] {10, 0, 0, 1}).put(14 + 16, new byte[] {10, 0, 0, 2});
    frame.putShort(34, (short) 51820).putShort(36, (short) 51900);
    frame.putShort(38, (short) (8 + PAYLOAD.length));
    return frame.put(42, PAYLOAD).array(); // and Ethernet's padding
  }

  private static byte[] file(byte[]... frames) {
    ByteBuffer file = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());
    file.position(24);
    for (byte[] frame : frames) {
      file.putInt(0).putInt(0).putInt(frame.length).putInt(frame.length).put(frame);
    }
    return Arrays.copyOf(file.array(), file.position());
  }

  @Test
  void datagramsAreReadAndOtherFramesPassedOver() {
    var seen = Pcap.read(file(frame(0x0806, 17), frame(0x0800, 6), frame(0x0800, 17)));
    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst().from()).hasToString("/10.0.0.1:51820");
    assertThat(seen.getFirst().to()).hasToString("/10.0.0.2:51900");
    assertThat(seen.getFirst().payload()).isEqualTo(PAYLOAD);
    assertThat(seen.getFirst().intAt(4)).isEqualTo(0x06070809);
  }

  @Test
  void aFileThatIsStillBeingWrittenIsReadAsFarAsItGoes() {
    byte[] whole = file(frame(0x0800, 17), frame(0x0800, 17));
    for (int cut = 1; cut < 40; cut++) {
      assertThat(Pcap.read(Arrays.copyOf(whole, whole.length - cut))).hasSize(1);
    }
  }
}
