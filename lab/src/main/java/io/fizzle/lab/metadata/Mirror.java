package io.fizzle.lab.metadata;

import io.fizzle.lab.LabException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks into Spark's objects without compiling against any release of it. Scala's private members
 * are public or reachable in its class files; their names are sometimes mangled with the class's.
 */
final class Mirror {

  /** Looking a method up copies all methods of a class. */
  private static final ClassValue<Map<String, Method>> METHODS =
      new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private Mirror() {}

  /** The one instance of a Scala object, for example of {@code org.apache.spark.SparkConf$}. */
  static Object module(Class<?> type) throws ReflectiveOperationException {
    Field module = type.getField("MODULE$");
    return present(module.get(null), type.getName());
  }

  /** Calls a method without arguments. */
  static Object call(Object target, String name) throws ReflectiveOperationException {
    Method method = method(target.getClass(), name);
    method.setAccessible(true);
    return present(method.invoke(target), name);
  }

  /** Calls a method without arguments; null where there is none. */
  static @Nullable Object callIfThere(Object target, String name)
      throws ReflectiveOperationException {
    try {
      return call(target, name);
    } catch (NoSuchMethodException older) {
      return null;
    }
  }

  /** The method {@code scala.Function1.apply} of a function. */
  static Method function(Object function) {
    for (Method method : function.getClass().getMethods()) {
      if (method.getName().equals("apply") && method.getParameterCount() == 1) {
        method.setAccessible(true);
        return method;
      }
    }
    throw new LabException(function.getClass() + " is no function");
  }

  /** The value of a field, whatever class name Scala put before its own. */
  static Object field(Object target, String name) throws ReflectiveOperationException {
    for (Field field : target.getClass().getDeclaredFields()) {
      if (field.getName().equals(name) || field.getName().endsWith("$$" + name)) {
        field.setAccessible(true);
        Object owner = Modifier.isStatic(field.getModifiers()) ? null : target;
        return present(field.get(owner), name);
      }
    }
    throw new NoSuchFieldException(target.getClass().getName() + "." + name);
  }

  /** The elements of any Scala collection; those of a map are pairs. */
  static List<Object> elements(Object collection) throws ReflectiveOperationException {
    List<Object> elements = new ArrayList<>();
    Object iterator = call(collection, "iterator");
    while (Boolean.TRUE.equals(call(iterator, "hasNext"))) {
      elements.add(call(iterator, "next"));
    }
    return elements;
  }

  static String text(Object target, String name) throws ReflectiveOperationException {
    return String.valueOf(call(target, name));
  }

  /** As {@link #text}; empty where Spark has null. */
  static String textIfAny(Object target, String name) throws ReflectiveOperationException {
    Method method = method(target.getClass(), name);
    method.setAccessible(true);
    Object value = method.invoke(target);
    return value == null ? "" : value.toString();
  }

  private static Method method(Class<?> type, String name) throws NoSuchMethodException {
    Map<String, Method> known = METHODS.get(type);
    Method method = known.get(name);
    if (method == null) {
      method = find(type, name);
      known.put(name, method);
    }
    return method;
  }

  private static Method find(Class<?> type, String name) throws NoSuchMethodException {
    for (Method method : type.getMethods()) {
      if (isNamed(method, name)) {
        return method;
      }
    }
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Method method : at.getDeclaredMethods()) {
        if (isNamed(method, name)) {
          return method;
        }
      }
    }
    throw new NoSuchMethodException(type.getName() + "." + name);
  }

  private static boolean isNamed(Method method, String name) {
    return method.getParameterCount() == 0
        && (method.getName().equals(name) || method.getName().endsWith("$$" + name));
  }

  private static Object present(@Nullable Object value, String name) {
    if (value == null) {
      throw new LabException(name + " is null in this Spark");
    }
    return value;
  }
}
