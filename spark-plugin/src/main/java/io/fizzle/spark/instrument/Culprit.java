package io.fizzle.spark.instrument;

import java.io.NotSerializableException;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why something cannot be serialised: the shortest way to the object that cannot. */
final class Culprit {
  private Culprit() {}

  /** A sentence for a failed serialisation, with the path to the culprit where one can be found. */
  static String describe(Object closure, Throwable failure) {
    String type = notSerialisable(failure);
    if (type == null) {
      return String.valueOf(failure).lines().findFirst().orElse("");
    }
    return path(closure, type)
        .map(path -> path + " is " + article(type) + ", which is not Serializable")
        .orElse(Wrappers.typeName(type) + " is not Serializable");
  }

  private static String article(String type) {
    String name = Wrappers.typeName(type);
    return name.equals(type) ? "a " + type : name;
  }

  /** The class that the JVM names: it knows what the walk through fields can only guess. */
  private static @Nullable String notSerialisable(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof NotSerializableException && at.getMessage() != null) {
        return at.getMessage().lines().findFirst().orElse("");
      }
    }
    return null;
  }

  private static Optional<String> path(Object closure, String type) {
    return CapturedPath.to(
        closure,
        value -> value.getClass().getName().equals(type) && !(value instanceof Serializable));
  }
}
