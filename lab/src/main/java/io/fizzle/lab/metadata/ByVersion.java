package io.fizzle.lab.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A property of a key that may differ from release to release. */
final class ByVersion {
  /** Between the values of a cell; the values themselves hold no such thing. */
  static final String SEPARATOR = " | ";

  private final NavigableMap<Line, String> values = new TreeMap<>();

  void put(Line line, String value) {
    values.put(line, value);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** {@code value} where it never changed, else {@code first | 3.4:later}. */
  String cell() {
    List<String> parts = new ArrayList<>();
    String last = null;
    for (Map.Entry<Line, String> value : values.entrySet()) {
      if (!value.getValue().equals(last)) {
        parts.add(last == null ? value.getValue() : value.getKey() + ":" + value.getValue());
        last = value.getValue();
      }
    }
    return parts.isEmpty() ? "-" : String.join(SEPARATOR, parts);
  }
}
