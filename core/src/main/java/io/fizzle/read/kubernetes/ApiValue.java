package io.fizzle.read.kubernetes;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of an object of the Kubernetes API, bounded when it was read.
 *
 * @param line on which it begins
 * @param text of a scalar, else empty
 * @param members of an object, else empty
 * @param elements of an array, else empty
 */
record ApiValue(long line, String text, Map<String, ApiValue> members, List<ApiValue> elements) {
  static final ApiValue ABSENT = new ApiValue(0, "", Map.of(), List.of());

  /** The member at this path, {@link #ABSENT} where there is none. */
  ApiValue at(String... path) {
    ApiValue value = this;
    for (String name : path) {
      ApiValue member = value.members.get(name);
      if (member == null) {
        return ABSENT;
      }
      value = member;
    }
    return value;
  }

  /** The scalar at this path, empty where there is none. */
  String text(String... path) {
    return at(path).text;
  }

  boolean has(String... path) {
    return !at(path).equals(ABSENT);
  }

  /** The time at this path, null where there is none. */
  @Nullable Instant time(String... path) {
    String written = text(path);
    if (written.isEmpty() || written.equals("null")) {
      return null;
    }
    try {
      return OffsetDateTime.parse(written).toInstant();
    } catch (DateTimeException other) {
      return null;
    }
  }

  /** The whole number at this path, null where there is none. */
  @Nullable Integer number(String... path) {
    String written = text(path);
    try {
      return written.isEmpty() ? null : Integer.valueOf(written);
    } catch (NumberFormatException other) {
      return null;
    }
  }

  /** Where a value stands, shown as its path with what it says. */
  Cited cited(String path, String... shown) {
    StringBuilder excerpt = new StringBuilder(path);
    String separator = ": ";
    for (String name : shown) {
      String value = text(name);
      if (!value.isEmpty() && !value.equals("null")) {
        excerpt.append(separator).append(name).append('=').append(value);
        separator = " ";
      }
    }
    return new Cited(line, excerpt.toString());
  }
}
