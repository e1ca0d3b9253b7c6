package io.fizzle.spark.instrument;

import io.fizzle.spark.instrument.CapturedFields.Child;
import java.util.Optional;

/**
 * What Spark wraps around a user's function, several times over: each wrapper captures the next,
 * and none says anything to a user.
 */
final class Wrappers {
  private static final int MOST = 8;

  private Wrappers() {}

  /** The function within; the given one where there is none, or it is not Spark's. */
  static Object unwrapped(Object function) {
    Object at = function;
    for (int i = 0; i < MOST && isSparks(at); i++) {
      Optional<Object> inner =
          CapturedFields.of(at).stream()
              .map(Child::value)
              .filter(value -> isFunction(value) || !isSparks(value))
              .filter(value -> !CapturedFields.isOpaque(value))
              .findFirst();
      if (inner.isEmpty()) {
        return at;
      }
      at = inner.get();
    }
    return at;
  }

  /** True for lambdas of Java and Scala, and for classes that Scala made of functions. */
  static boolean isFunction(Object value) {
    return CapturedFields.lambda(value) != null || value.getClass().getName().contains("$anon");
  }

  /** True for what is Spark's own and not the user's. */
  static boolean isSparks(Object value) {
    return value.getClass().getName().startsWith("org.apache.spark.");
  }

  /**
   * The name of a class as a person knows it: of a lambda's class, which the JVM makes up at run
   * time, that of the class in which it is written.
   */
  static String typeName(String type) {
    int lambda = type.indexOf("$$Lambda");
    if (lambda < 0) {
      return type;
    }
    String written = type.substring(0, lambda);
    return "a lambda of "
        + (written.endsWith("$") ? written.substring(0, written.length() - 1) : written);
  }
}
