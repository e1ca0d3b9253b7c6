package io.fizzle.read.log;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets its eldest entries, so that no log can make it grow. */
final class Bounded<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private final int most;

  Bounded(int most) {
    super(16, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
