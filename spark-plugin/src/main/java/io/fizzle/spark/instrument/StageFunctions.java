package io.fizzle.spark.instrument;

import io.fizzle.spark.instrument.CapturedFields.Child;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.Aggregator;
import org.apache.spark.Dependency;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.scheduler.Stage;

/** The functions that the RDDs of one stage hold, found without the help of who wrote them. */
final class StageFunctions {
  private static final int MOST_RDDS = 64;

  private final List<Object> functions;

  private StageFunctions(List<Object> functions) {
    this.functions = functions;
  }

  /** Those of a stage's RDDs, of the shuffle that it writes, and of the action that ends it. */
  static StageFunctions of(Stage stage) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    ArrayDeque<RDD<?>> ahead = new ArrayDeque<>(List.of(stage.rdd()));
    List<Object> functions = new ArrayList<>();
    addFunctions(stage, "func", functions);
    addFunctions(stage, "shuffleDep", functions);
    while (!ahead.isEmpty() && seen.size() < MOST_RDDS) {
      RDD<?> rdd = ahead.remove();
      if (seen.add(rdd)) {
        addHeld(rdd, functions);
        for (Object dependency : Reflected.listOrNone(rdd, "dependencies")) {
          if (!(dependency instanceof ShuffleDependency<?, ?, ?>)) {
            ahead.add(((Dependency<?>) dependency).rdd());
          }
        }
      }
    }
    return new StageFunctions(functions);
  }

  /** What a stage has under this name, where its kind has it: a function or what holds some. */
  private static void addFunctions(Stage stage, String name, List<Object> functions) {
    try {
      Object value = Reflected.get(stage, name);
      if (Wrappers.isFunction(value)) {
        functions.add(value);
      } else {
        addHeld(value, functions);
      }
    } catch (ReflectiveOperationException otherKind) {
      // a stage that ends in a shuffle has no action, and the other way round
    }
  }

  /** The functions in its fields, and in those of its aggregator. */
  private static void addHeld(Object holder, List<Object> functions) {
    for (Child child : CapturedFields.of(holder)) {
      Object value = child.value();
      if (Wrappers.isFunction(value)) {
        functions.add(value);
      } else if (value instanceof scala.Option<?> option
          && option.isDefined()
          && option.get() instanceof Aggregator<?, ?, ?> aggregator) {
        addHeld(aggregator, functions);
      }
    }
  }

  /**
   * What carries the bytes of the largest function.
   *
   * @param most bytes to write in one step before it gives up and says what it has
   */
  List<Capture> largestCaptures(long most) {
    return functions.stream()
        .map(Wrappers::unwrapped)
        .map(function -> Attribution.of(function, most))
        .filter(captures -> !captures.isEmpty())
        .max((one, other) -> Long.compare(one.get(0).bytes(), other.get(0).bytes()))
        .orElse(List.of());
  }

  /**
   * The way to a broadcast variable within the functions, where one of them captures it; within a
   * user's own rather than through the RDDs that Spark's own functions hold.
   */
  Optional<String> pathTo(long broadcast) {
    return functions.stream()
        .map(Wrappers::unwrapped)
        .sorted(Comparator.comparing(Wrappers::isSparks))
        .flatMap(function -> CapturedPath.to(function, value -> isIt(value, broadcast)).stream())
        .findFirst();
  }

  private static boolean isIt(Object value, long broadcast) {
    return value instanceof Broadcast<?> variable && variable.id() == broadcast;
  }
}
