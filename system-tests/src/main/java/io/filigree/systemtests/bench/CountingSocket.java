package io.filigree.systemtests.bench;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.LongAdder;

/** A TCP connection that counts what comes in from the wire, TLS and all. */
final class CountingSocket extends Socket {

  private static final int CONNECT_MILLIS = 5000;

  private final LongAdder received;

  CountingSocket(InetSocketAddress address, LongAdder received) throws IOException {
    this.received = received;
    setTcpNoDelay(true);
    connect(address, CONNECT_MILLIS);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        int one = super.read();
        received.add(one < 0 ? 0 : 1);
        return one;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        received.add(Math.max(0, count));
        return count;
      }
    };
  }
}
