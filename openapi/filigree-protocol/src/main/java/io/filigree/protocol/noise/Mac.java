package io.filigree.protocol.noise;

/** Makes and checks the 16-byte codes of handshake messages. For one thread. */
public final class Mac {

  /** Length of a code in bytes. */
  public static final int BYTES = 16;

  private final Blake2s hash = Blake2s.idle();

  /** The code of the first {@code length} bytes. */
  public byte[] of(MacKey key, byte[] message, int length) {
    return hash.resume(key.state).update(message, 0, length).digest(BYTES);
  }

  /** Whether the code of the first {@code length} bytes stands right behind them. */
  public boolean matches(MacKey key, byte[] message, int length) {
    return hash.resume(key.state).update(message, 0, length).endsIn(message, length, BYTES);
  }

  /** Writes the code of the first {@code length} bytes right behind them. */
  void append(MacKey key, byte[] message, int length) {
    System.arraycopy(of(key, message, length), 0, message, length, BYTES);
  }
}
