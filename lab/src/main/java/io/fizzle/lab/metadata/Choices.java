package io.fizzle.lab.metadata;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The values that a converter's code compares with: {@code checkValues} of Spark's builder keeps
 * them in the function that it makes, as a set or as an enumeration's class.
 */
final class Choices {
  private static final int MOST = 200;

  private final List<String> found = new ArrayList<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();

  private Choices() {}

  static List<String> of(Object function) throws ReflectiveOperationException {
    Choices choices = new Choices();
    choices.open.add(function);
    while (!choices.open.isEmpty() && choices.seen.size() < MOST) {
      choices.look(choices.open.remove());
    }
    return choices.found;
  }

  private void look(Object node) throws ReflectiveOperationException {
    if (!seen.add(node)) {
      return;
    }
    String type = node.getClass().getName();
    if (type.startsWith("scala.collection.immutable.") && type.contains("Set")) {
      add(Mirror.elements(node));
    } else if (node instanceof Class<?> enumeration && enumeration.isEnum()) {
      add(Arrays.asList(enumeration.getEnumConstants()));
    } else if (isEnumeration(node.getClass())) {
      add(Mirror.elements(Mirror.call(node, "values")));
    } else if (type.contains("Lambda") || type.contains("anonfun") || isBuilder(type)) {
      for (Field field : node.getClass().getDeclaredFields()) {
        if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          Object value = field.get(node);
          if (value != null) {
            open.add(value);
          }
        }
      }
    }
  }

  private void add(List<Object> values) {
    values.forEach(value -> found.add(String.valueOf(value)));
  }

  private static boolean isBuilder(String type) {
    return type.startsWith("org.apache.spark.internal.config.TypedConfigBuilder");
  }

  private static boolean isEnumeration(Class<?> type) {
    Class<?> parent = type.getSuperclass();
    return parent != null && parent.getName().equals("scala.Enumeration");
  }
}
