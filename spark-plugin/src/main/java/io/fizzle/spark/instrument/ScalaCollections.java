package io.fizzle.spark.instrument;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import scala.collection.Iterator;

/**
 * Scala's own collections, seen as a program sees them: by their elements, not by the nodes that
 * hold them. Only those that hold their elements are asked for them: a lazy one would run the
 * user's code.
 */
final class ScalaCollections {
  private static final Set<String> PACKAGES =
      Set.of("scala.collection.immutable.", "scala.collection.mutable.");

  /** Lazy ones, and those that hold a function beside their elements. */
  private static final Set<String> OTHERS =
      Set.of("LazyList", "Stream", "View", "Range", "WithDefault", "$anon", "Mapped", "Filtered");

  /** {@code ArraySeq} and {@code WrappedArray} of primitives: nothing is within. */
  private static final Pattern PRIMITIVES =
      Pattern.compile("\\$of(?:Byte|Short|Char|Int|Long|Float|Double|Boolean|Unit)$");

  private ScalaCollections() {}

  /** Its elements, of a map its entries as {@code Tuple2}; empty for everything else. */
  static Optional<Iterator<?>> elements(Object holder) {
    String type = holder.getClass().getName();
    boolean held =
        PACKAGES.stream().anyMatch(type::startsWith) && OTHERS.stream().noneMatch(type::contains);
    return held && holder instanceof scala.collection.Iterable<?> collection
        ? Optional.of(collection.iterator())
        : Optional.empty();
  }

  /** True for one whose elements are plain numbers. */
  static boolean isOfPrimitives(Object holder) {
    String type = holder.getClass().getName();
    return type.startsWith("scala.collection.") && PRIMITIVES.matcher(type).find();
  }

  /** True for the collections of the other language that Scala has wrapped. */
  static boolean isWrapper(Class<?> type) {
    return type.getName().startsWith("scala.collection.convert.");
  }
}
