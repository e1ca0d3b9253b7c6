package io.fizzle.spark.instrument;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an object takes along when it is serialised: one step of a walk through its graph.
 *
 * <p>Lambdas of Java and Scala are looked into by their {@link SerializedLambda}, arrays and the
 * collections of the JDK and of Scala by their elements, all else by its fields that are neither
 * static nor transient. What the JDK does not open is a leaf.
 */
final class CapturedFields {
  private static final int MOST_ELEMENTS = 10_000;

  /** Looked up once for each class: a graph has many objects of few classes. */
  private static final ClassValue<List<Field>> SHIPPED =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return shipped(type);
        }
      };

  private CapturedFields() {}

  /**
   * A value and its name within its holder.
   *
   * @param step {@code lookup}, {@code [3]} or {@code [key]}
   */
  record Child(String step, Object value) {}

  /** The values that go along with it, in order; empty for leaves. */
  static List<Child> of(Object holder) {
    Class<?> type = holder.getClass();
    if (holder instanceof Class<?> || holder instanceof Enum<?>) {
      return List.of();
    }
    SerializedLambda lambda = lambda(holder);
    if (lambda != null) {
      return captures(lambda, type.getClassLoader());
    }
    if (holder instanceof Object[] elements) {
      return elements(Arrays.asList(elements));
    }
    if (isOfPlatform(type) || ScalaCollections.isWrapper(type)) {
      return ofCollection(holder);
    }
    if (holder instanceof scala.Option<?> option) {
      return option.isDefined() ? List.of(new Child("get", option.get())) : List.of();
    }
    if (ScalaCollections.isOfPrimitives(holder)) {
      return List.of();
    }
    return ScalaCollections.elements(holder)
        .map(elements -> ofScala(elements, holder instanceof scala.collection.Map<?, ?>))
        .orElseGet(() -> fields(holder));
  }

  /** True for what a report should not look into: its fields say nothing to a user. */
  static boolean isOpaque(Object value) {
    Class<?> type = value.getClass();
    return type.isArray() || isOfPlatform(type) || type.getName().startsWith("scala.");
  }

  /** What it captures, where it is a serialisable lambda, else null. */
  static @Nullable SerializedLambda lambda(Object value) {
    if (!value.getClass().isSynthetic() && !value.getClass().isHidden()) {
      return null;
    }
    try {
      Method replace = value.getClass().getDeclaredMethod("writeReplace");
      replace.setAccessible(true);
      return replace.invoke(value) instanceof SerializedLambda lambda ? lambda : null;
    } catch (ReflectiveOperationException | InaccessibleObjectException notOne) {
      return null;
    }
  }

  private static List<Child> captures(SerializedLambda lambda, @Nullable ClassLoader loader) {
    List<String> names = LambdaNames.of(lambda, loader);
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
      add(children, names.get(i), lambda.getCapturedArg(i));
    }
    return children;
  }

  private static boolean isOfPlatform(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private static List<Child> ofCollection(Object holder) {
    List<Child> children = new ArrayList<>();
    if (holder instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (children.size() >= MOST_ELEMENTS) {
          break;
        }
        addEntry(children, entry.getKey(), entry.getValue());
      }
    } else if (holder instanceof Collection<?> collection) {
      return elements(collection);
    }
    return children;
  }

  private static List<Child> ofScala(scala.collection.Iterator<?> elements, boolean isMap) {
    List<Child> children = new ArrayList<>();
    for (int index = 0; index < MOST_ELEMENTS && elements.hasNext(); index++) {
      Object element = elements.next();
      if (isMap && element instanceof scala.Tuple2<?, ?> entry) {
        addEntry(children, entry._1(), entry._2());
      } else {
        add(children, "[" + index + "]", element);
      }
    }
    return children;
  }

  private static void addEntry(List<Child> children, @Nullable Object key, @Nullable Object value) {
    add(children, "[key]", key);
    add(children, key(key), value);
  }

  /** A key is shown where it is short and plain; it may be a secret or a novel. */
  private static String key(@Nullable Object key) {
    boolean plain = key instanceof Number || key instanceof Enum<?>;
    boolean word = key instanceof String text && text.matches("[\\w.-]{1,40}");
    return plain || word ? "[" + key + "]" : "[value]";
  }

  private static List<Child> elements(Iterable<?> elements) {
    List<Child> children = new ArrayList<>();
    int index = 0;
    for (Object element : elements) {
      if (index >= MOST_ELEMENTS) {
        break;
      }
      add(children, "[" + index + "]", element);
      index++;
    }
    return children;
  }

  private static List<Child> fields(Object holder) {
    List<Child> children = new ArrayList<>();
    for (Field field : SHIPPED.get(holder.getClass())) {
      add(children, LambdaNames.plain(field.getName()), value(field, holder));
    }
    return children;
  }

  private static List<Field> shipped(Class<?> holder) {
    List<Field> shipped = new ArrayList<>();
    for (Class<?> type = holder; type != null; type = type.getSuperclass()) {
      if (!Serializable.class.isAssignableFrom(type)) {
        break; // Java serialisation writes no fields of such a parent
      }
      for (Field field : type.getDeclaredFields()) {
        int modifiers = field.getModifiers();
        if (!Modifier.isStatic(modifiers)
            && !Modifier.isTransient(modifiers)
            && !field.getType().isPrimitive()
            && isOpen(field)) {
          shipped.add(field);
        }
      }
    }
    return shipped;
  }

  private static boolean isOpen(Field field) {
    try {
      field.setAccessible(true);
      return true;
    } catch (InaccessibleObjectException closed) {
      return false;
    }
  }

  private static @Nullable Object value(Field field, Object holder) {
    try {
      return field.get(holder);
    } catch (IllegalAccessException closed) {
      return null;
    }
  }

  private static void add(List<Child> children, String step, @Nullable Object value) {
    if (value != null) {
      children.add(new Child(step, value));
    }
  }
}
