package io.fizzle.lab.metadata;

import java.util.List;
import java.util.stream.Stream;

/**
 * A key as one release has it.
 *
 * @param name a trailing {@code *} stands for any further name
 * @param defaultValue in Spark's notation; {@code -} for none, {@code =key} for the value of
 *     another key, {@code ?} where it is computed from the machine
 * @param since as the release says it; empty where it does not
 * @param olderNames names that are read where this one is not set
 * @param marks {@code static}, {@code internal}; {@code text} where the key is only known from a
 *     string in Spark's code
 * @param artifact the jar that defines it, without its version
 * @param source file of Spark
 */
record ObservedKey(
    String name,
    ValueShape shape,
    String defaultValue,
    String since,
    List<String> olderNames,
    List<String> marks,
    String artifact,
    String source) {

  /** A key that is no entry of Spark's registry, only a string in its code. */
  static final String LITERAL = "literal";

  ObservedKey {
    olderNames = List.copyOf(olderNames);
    marks = List.copyOf(marks);
  }

  /** The same key with more older names. */
  ObservedKey with(List<String> older) {
    List<String> all = Stream.concat(olderNames.stream(), older.stream()).distinct().toList();
    return new ObservedKey(name, shape, defaultValue, since, all, marks, artifact, source);
  }

  boolean isLiteral() {
    return marks.contains(LITERAL);
  }
}
