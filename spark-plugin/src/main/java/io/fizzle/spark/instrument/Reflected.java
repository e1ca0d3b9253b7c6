package io.fizzle.spark.instrument;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls of public methods whose descriptors differ between versions of Spark and Scala: a {@code
 * Seq} is another class in Scala 2.12 than in 2.13, and a plan's classes move between jars.
 */
final class Reflected {
  private Reflected() {}

  /** The result of a method without parameters. */
  static Object get(Object target, String method) throws ReflectiveOperationException {
    try {
      return target.getClass().getMethod(method).invoke(target);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof Error error) {
        throw error;
      }
      throw thrown;
    }
  }

  /** The elements of a Scala collection that such a method gives. */
  static List<Object> list(Object target, String method) throws ReflectiveOperationException {
    List<Object> elements = new ArrayList<>();
    scala.collection.Iterator<?> iterator =
        ((scala.collection.Iterable<?>) get(target, method)).iterator();
    while (iterator.hasNext()) {
      elements.add(iterator.next());
    }
    return elements;
  }

  /** As {@link #list}; empty where there is no such method. */
  static List<Object> listOrNone(Object target, String method) {
    try {
      return list(target, method);
    } catch (ReflectiveOperationException none) {
      return List.of();
    }
  }
}
