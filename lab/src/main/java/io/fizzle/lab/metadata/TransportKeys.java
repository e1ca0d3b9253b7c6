package io.fizzle.lab.metadata;

import io.fizzle.lab.metadata.Converter.RefusedException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of Spark's network layer, which are put together in {@code TransportConf} from a
 * module's name and stand in no registry. Each of its methods is called with a configuration that
 * notes what is asked for.
 */
final class TransportKeys {
  /** Callers of {@code SparkTransportConf.fromSparkConf}, Spark 2.3 to 4.2. */
  private static final List<String> MODULES = List.of("shuffle", "rpc", "files");

  private static final String PACKAGE = "org.apache.spark.network.util.";
  private final Notes notes = new Notes();
  private final Object transport;

  private TransportKeys(ClassLoader loader, String module) throws ReflectiveOperationException {
    Class<?> provider = loader.loadClass(PACKAGE + "MapConfigProvider");
    Object configuration = provider.getConstructor(Map.class).newInstance(Map.of());
    Field values = provider.getDeclaredField("config");
    values.setAccessible(true);
    values.set(configuration, notes);
    Constructor<?> constructor =
        loader
            .loadClass(PACKAGE + "TransportConf")
            .getConstructor(String.class, loader.loadClass(PACKAGE + "ConfigProvider"));
    transport = constructor.newInstance(module, configuration);
  }

  /** All keys of all modules, by name. */
  static Map<String, ObservedKey> of(ClassLoader loader, String artifact)
      throws ReflectiveOperationException {
    Map<String, ObservedKey> keys = new HashMap<>();
    for (String module : MODULES) {
      TransportKeys transport = new TransportKeys(loader, module);
      for (Method method : transport.transport.getClass().getDeclaredMethods()) {
        if (method.getParameterCount() == 0
            && Modifier.isPublic(method.getModifiers())
            && !method.getReturnType().equals(void.class)) {
          transport.observe(method, artifact, keys);
        }
      }
    }
    return keys;
  }

  private void observe(Method method, String artifact, Map<String, ObservedKey> keys) {
    notes.clear();
    notes.asked.clear();
    String value = call(method);
    Set<String> asked = new HashSet<>(notes.asked);
    for (String name : asked) {
      ValueShape shape = new ValueProbe(text -> value(method, name, text), List.of()).shape(null);
      notes.clear();
      boolean own = asked.size() == 1;
      String shown = own && shape.type().matches("int|bool|double|time") ? value : "?";
      keys.putIfAbsent(
          name,
          new ObservedKey(
              name,
              shape,
              shape.type().equals("time") && !shown.equals("?")
                  ? EntryReader.plain(shown + "ms", shape)
                  : shown,
              "",
              List.of(),
              List.of(),
              artifact,
              "network/util/TransportConf.java"));
    }
  }

  private String call(Method method) {
    try {
      return String.valueOf(method.invoke(transport));
    } catch (ReflectiveOperationException needsOthers) {
      return "?";
    }
  }

  private Object value(Method method, String name, String text) throws RefusedException {
    notes.clear();
    notes.put(name, text);
    try {
      Object value = method.invoke(transport);
      return value == null ? "" : value;
    } catch (InvocationTargetException refused) {
      throw new RefusedException(refused.getCause() == null ? refused : refused.getCause());
    } catch (IllegalAccessException hidden) {
      throw new RefusedException(hidden);
    }
  }

  /** A configuration that remembers what it was asked for. */
  private static final class Notes extends HashMap<String, String> {
    private static final long serialVersionUID = 1;
    private final transient List<String> asked = new ArrayList<>();

    @Override
    public @Nullable String get(Object key) {
      asked.add(String.valueOf(key));
      return super.get(key);
    }
  }
}
