package io.fizzle.read.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Finds many literals in one pass over bytes: an Aho-Corasick automaton (Aho and Corasick, CACM
 * 18(6), 1975) compiled to a full transition table over byte classes.
 *
 * <p>Literals must not contain a line feed, so every line feed leads back to the root and a match
 * never spans lines. An instance carries the automaton's state between calls and belongs to one
 * thread; the table is shared through {@link #fork()}.
 */
final class LiteralScanner {
  /**
   * Bytes per lane when four lanes run at once; large against the longest literal, small against
   * L1.
   */
  private static final int LANE = 2048;

  private static final int CHUNK = 4 * LANE;

  /** After a match the next one is often near: so many bytes are scanned singly first. */
  private static final int PROBATION = 1024;

  private static final int ACCEPTING = 0x8000_0000;

  private final Table table;
  private int state;

  LiteralScanner(List<String> literals) {
    this(Table.of(literals));
  }

  private LiteralScanner(Table table) {
    this.table = table;
  }

  /** A scanner over the same literals with its own state. */
  LiteralScanner fork() {
    return new LiteralScanner(table);
  }

  /** Forgets what was read, as after a line feed. */
  void reset() {
    state = 0;
  }

  /** The index after the first literal that ends in the range, or -1 where none does. */
  int find(byte[] bytes, int from, int to) {
    int at = from;
    int careful = Math.min(to, from + PROBATION);
    while (true) {
      int hit = findSingly(bytes, at, careful);
      if (hit >= 0 || careful == to) {
        return hit;
      }
      at = careful;
      while (to - at >= CHUNK && at >= table.longest && isQuiet(bytes, at)) {
        at += CHUNK;
      }
      careful = Math.min(to, at + CHUNK);
    }
  }

  private int findSingly(byte[] bytes, int from, int to) {
    int[] next = table.next;
    byte[] classes = table.classes;
    int s = state & ~ACCEPTING;
    for (int i = from; i < to; i++) {
      s = next[s + classes[bytes[i] & 0xff]];
      if (s < 0) {
        state = s;
        return i + 1;
      }
    }
    state = s;
    return -1;
  }

  /**
   * Runs four lanes at once over one chunk, because each step of an automaton waits for the one
   * before it. Lanes but the first start early enough to be in the right state; a match anywhere
   * ends the attempt.
   */
  private boolean isQuiet(byte[] bytes, int from) {
    int[] next = table.next;
    byte[] classes = table.classes;
    int a = state & ~ACCEPTING;
    int b = warmUp(bytes, from + LANE);
    int c = warmUp(bytes, from + 2 * LANE);
    int d = warmUp(bytes, from + 3 * LANE);
    if ((b | c | d) < 0) {
      return false;
    }
    for (int i = from, end = from + LANE; i < end; i++) {
      a = next[a + classes[bytes[i] & 0xff]];
      b = next[b + classes[bytes[i + LANE] & 0xff]];
      c = next[c + classes[bytes[i + 2 * LANE] & 0xff]];
      d = next[d + classes[bytes[i + 3 * LANE] & 0xff]];
      if ((a | b | c | d) < 0) {
        return false;
      }
    }
    state = d;
    return true;
  }

  private int warmUp(byte[] bytes, int laneStart) {
    int s = 0;
    for (int i = laneStart - table.longest; i < laneStart; i++) {
      s = table.next[s + table.classes[bytes[i] & 0xff]];
      if (s < 0) {
        return s;
      }
    }
    return s;
  }

  /** Adds the indices of the literals that end where {@link #find} stopped. */
  void collect(BitSet literals) {
    if (state < 0) {
      literals.or(table.ends[(state & ~ACCEPTING) / table.width]);
    }
  }

  /**
   * @param next state and byte class to state; states are row offsets, accepting ones with the sign
   *     bit set
   * @param ends per state the literals that end there
   */
  private record Table(byte[] classes, int width, int[] next, BitSet[] ends, int longest) {

    static Table of(List<String> literals) {
      byte[] classes = new byte[256];
      int width = 1;
      int longest = 1;
      for (String literal : literals) {
        byte[] bytes = literal.getBytes(StandardCharsets.UTF_8);
        longest = Math.max(longest, bytes.length);
        for (byte each : bytes) {
          if (classes[each & 0xff] == 0) {
            classes[each & 0xff] = (byte) width++;
          }
        }
      }
      Trie trie = new Trie(width);
      for (int i = 0; i < literals.size(); i++) {
        trie.add(literals.get(i).getBytes(StandardCharsets.UTF_8), classes, i);
      }
      trie.close();
      return new Table(classes, width, trie.table(), trie.ends.toArray(BitSet[]::new), longest);
    }
  }

  private static final class Trie {
    private final int width;
    private final List<int[]> rows = new ArrayList<>();
    private final List<BitSet> ends = new ArrayList<>();

    Trie(int width) {
      this.width = width;
      node();
    }

    private int node() {
      int[] row = new int[width];
      Arrays.fill(row, -1);
      rows.add(row);
      ends.add(new BitSet());
      return rows.size() - 1;
    }

    void add(byte[] literal, byte[] classes, int index) {
      int at = 0;
      for (byte each : literal) {
        int symbol = classes[each & 0xff];
        if (rows.get(at)[symbol] < 0) {
          rows.get(at)[symbol] = node();
        }
        at = rows.get(at)[symbol];
      }
      ends.get(at).set(index);
    }

    /** Replaces missing edges by those of the longest proper suffix, breadth first. */
    void close() {
      int[] suffix = new int[rows.size()];
      ArrayDeque<Integer> queue = new ArrayDeque<>();
      queue.add(0);
      while (!queue.isEmpty()) {
        int at = queue.remove();
        ends.get(at).or(ends.get(suffix[at]));
        for (int symbol = 0; symbol < width; symbol++) {
          int child = rows.get(at)[symbol];
          int fallback = at == 0 ? 0 : rows.get(suffix[at])[symbol];
          if (child < 0) {
            rows.get(at)[symbol] = fallback;
          } else {
            suffix[child] = fallback;
            queue.add(child);
          }
        }
      }
    }

    int[] table() {
      int[] table = new int[rows.size() * width];
      for (int from = 0; from < rows.size(); from++) {
        for (int symbol = 0; symbol < width; symbol++) {
          int to = rows.get(from)[symbol];
          table[from * width + symbol] = to * width | (ends.get(to).isEmpty() ? 0 : ACCEPTING);
        }
      }
      return table;
    }
  }
}
