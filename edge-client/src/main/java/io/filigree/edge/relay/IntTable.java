package io.filigree.edge.relay;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Values by a number, found without making an object of the number. */
final class IntTable<V> {

  private static final int SMALLEST = 16;

  private int[] keys = new int[SMALLEST];
  private @Nullable Object[] values = new @Nullable Object[SMALLEST];
  private int size;

  int size() {
    return size;
  }

  @SuppressWarnings("unchecked") // put() is the only writer
  @Nullable V get(int key) {
    return (V) values[slot(key)];
  }

  void put(int key, V value) {
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    int slot = slot(key);
    if (values[slot] == null) {
      size++;
    }
    keys[slot] = key;
    values[slot] = value;
  }

  void remove(int key) {
    int hole = slot(key);
    if (values[hole] == null) {
      return;
    }
    size--;
    values[hole] = null;
    // what stands behind may have wanted this place: put it in again
    int mask = keys.length - 1;
    for (int at = (hole + 1) & mask; values[at] != null; at = (at + 1) & mask) {
      Object value = values[at];
      values[at] = null;
      int slot = slot(keys[at]);
      keys[slot] = keys[at];
      values[slot] = value;
    }
  }

  void removeIf(Predicate<V> gone) {
    int[] found = new int[size];
    int count = 0;
    for (int i = 0; i < keys.length; i++) {
      V value = at(i);
      if (value != null && gone.test(value)) {
        found[count++] = keys[i];
      }
    }
    for (int i = 0; i < count; i++) {
      remove(found[i]);
    }
  }

  void forEach(Consumer<V> visitor) {
    for (int i = 0; i < keys.length; i++) {
      V value = at(i);
      if (value != null) {
        visitor.accept(value);
      }
    }
  }

  @SuppressWarnings("unchecked") // put() is the only writer
  private @Nullable V at(int slot) {
    return (V) values[slot];
  }

  /** Where the key stands, or the empty place where it would. */
  private int slot(int key) {
    int mask = keys.length - 1;
    int hash = key * 0x9e3779b1;
    int slot = (hash ^ (hash >>> 15)) & mask;
    while (values[slot] != null && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    keys = new int[2 * oldKeys.length];
    values = new @Nullable Object[2 * oldKeys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != null) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
