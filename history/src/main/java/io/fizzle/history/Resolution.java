package io.fizzle.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a failure ended.
 *
 * @param at when that was known; null while it is open
 * @param automatic true where nobody had to do anything
 */
public record Resolution(Kind kind, @Nullable Instant at, boolean automatic) {
  public static final Resolution NONE = new Resolution(Kind.OPEN, null, false);

  /** How a failure ended. */
  public enum Kind {
    /** Nothing is known yet. */
    OPEN("open"),
    /** The application succeeded in spite of it. */
    RECOVERED("recovered"),
    /** A later run succeeded after a change. */
    FIXED("fixed"),
    /** A later run succeeded, and nothing was changed that is known. */
    RAN_AGAIN("ran-again");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** The name in columns, reports and JSON. */
    public String id() {
      return id;
    }

    /** The kind with this name; open where there is none. */
    public static Kind of(String id) {
      for (Kind kind : values()) {
        if (kind.id.equals(id)) {
          return kind;
        }
      }
      return OPEN;
    }
  }
}
