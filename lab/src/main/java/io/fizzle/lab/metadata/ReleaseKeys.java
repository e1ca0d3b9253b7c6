package io.fizzle.lab.metadata;

import io.fizzle.lab.LabException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All keys of one release of Spark, read from its jars.
 *
 * <p>Every Scala object that builds configuration entries is found by the classes that its file
 * names, and initialised in a class loader of its own; then {@code ConfigEntry.knownConfigs} holds
 * what Spark itself knows. Keys that Spark reads as plain strings are found as string constants of
 * its classes.
 *
 * @param version of the release, for example {@code 4.1.1}
 * @param artifacts the jars that were read, without version
 * @param keys by name
 * @param problems classes that could not be initialised, with the reason
 */
record ReleaseKeys(
    String version,
    Set<String> artifacts,
    Map<String, ObservedKey> keys,
    List<Retired> retired,
    List<String> problems) {
  private static final String BUILDER = "org/apache/spark/internal/config/ConfigBuilder";
  private static final String CORE = "org.apache.spark.SparkConf$";
  private static final String SQL = "org.apache.spark.sql.internal.SQLConf$";
  private static final List<String> LEADING =
      List.of("spark-common-utils", "spark-core", "spark-catalyst", "spark-sql");
  private static final Pattern KEY = Pattern.compile("spark(?:\\.[A-Za-z][\\w-]{0,60}){1,9}\\.?");
  private static final Pattern NO_KEY =
      Pattern.compile(".*\\.(?:scala|java|py|conf|jar|xml|properties|html|js|css|sh|md|R)");

  ReleaseKeys {
    artifacts = Set.copyOf(artifacts);
    keys = new TreeMap<>(keys);
    retired = List.copyOf(retired);
    problems = List.copyOf(problems);
  }

  /** Reads a release; what cannot be read of it becomes a problem, not an exception. */
  static ReleaseKeys read(String version, Map<String, Path> jars) throws IOException {
    Survey survey = new Survey();
    List<URL> urls = new ArrayList<>();
    for (Map.Entry<String, Path> jar : jars.entrySet()) {
      urls.add(jar.getValue().toUri().toURL());
      if (jar.getKey().startsWith("spark-")) {
        survey.read(jar.getKey(), jar.getValue());
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      return survey.keys(version, loader);
    } catch (ReflectiveOperationException | LinkageError changed) {
      throw new LabException("Spark " + version + " keeps its keys in another way", changed);
    }
  }

  /** What the class files tell. */
  private static final class Survey {
    /** Names of Scala objects that build entries, with their artifact. */
    private final Map<String, String> objects = new TreeMap<>();

    /** String constants that look like keys, with a class that holds them and its artifact. */
    private final Map<String, String[]> literals = new TreeMap<>();

    private final Set<String> artifacts = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    void read(String artifact, Path jar) throws IOException {
      artifacts.add(artifact);
      try (JarFile file = new JarFile(jar.toFile())) {
        for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
          JarEntry entry = entries.nextElement();
          if (entry.getName().startsWith("org/apache/spark/")
              && entry.getName().endsWith(".class")) {
            try (InputStream classFile = file.getInputStream(entry)) {
              String name = entry.getName().replace('/', '.').replaceAll("\\.class$", "");
              note(artifact, name, ClassConstants.read(classFile));
            }
          }
        }
      }
    }

    private void note(String artifact, String name, ClassConstants constants) {
      boolean builds = name.endsWith("$") && constants.classes().contains(BUILDER);
      if (builds && !name.startsWith("org.apache.spark.internal.config.Config")) {
        objects.put(name, artifact);
      }
      boolean table = name.equals(CORE) || name.startsWith("org.apache.spark.sql.internal.SQLConf");
      for (String text : constants.strings()) {
        if ((builds || table) && !text.endsWith(".")) {
          continue;
        }
        if (KEY.matcher(text).matches() && !NO_KEY.matcher(text).matches()) {
          literals.putIfAbsent(text, new String[] {name, artifact});
        }
      }
    }

    ReleaseKeys keys(String version, ClassLoader loader) throws ReflectiveOperationException {
      Map<String, ObservedKey> keys = new HashMap<>();
      Object registry =
          Mirror.module(loader.loadClass("org.apache.spark.internal.config.ConfigEntry$"));
      Map<?, ?> known = (Map<?, ?>) Mirror.field(registry, "knownConfigs");
      Set<Object> seen = new HashSet<>();
      for (Map.Entry<String, String> object : inOrder()) {
        initialise(object.getKey(), loader);
        EntryReader reader = new EntryReader(object.getKey(), object.getValue());
        for (Map.Entry<?, ?> entry : new HashMap<>(known).entrySet()) {
          if (seen.add(entry.getKey())) {
            ObservedKey key = reader.read(entry.getValue());
            keys.put(key.name(), key);
          }
        }
      }
      TransportKeys.of(loader, "spark-network-common").forEach(keys::putIfAbsent);
      literals.forEach((text, where) -> literal(text, where, keys));
      Object sparkConf = Mirror.module(loader.loadClass(CORE));
      RetiredKeys.olderNames(sparkConf)
          .forEach((name, older) -> keys.computeIfPresent(name, (n, key) -> key.with(older)));
      List<Retired> retired = RetiredKeys.of(sparkConf, module(SQL, loader));
      return new ReleaseKeys(version, artifacts, keys, retired, problems);
    }

    /** Objects initialise those that they use: an entry belongs to the first, so these lead. */
    private List<Map.Entry<String, String>> inOrder() {
      return objects.entrySet().stream()
          .sorted(Comparator.comparingInt(object -> rank(object.getKey(), object.getValue())))
          .toList();
    }

    private static int rank(String name, String artifact) {
      int own = name.endsWith("config.package$") || name.equals(SQL) ? 0 : 1;
      return 2 * (LEADING.contains(artifact) ? LEADING.indexOf(artifact) : LEADING.size()) + own;
    }

    private void initialise(String name, ClassLoader loader) {
      try {
        Class.forName(name, true, loader);
      } catch (ClassNotFoundException | LinkageError broken) {
        Throwable cause = broken.getCause() == null ? broken : broken.getCause();
        problems.add(name + ": " + cause);
      }
    }

    private static @Nullable Object module(String name, ClassLoader loader)
        throws ReflectiveOperationException {
      try {
        return Mirror.module(loader.loadClass(name));
      } catch (ClassNotFoundException absent) {
        return null;
      }
    }

    private static void literal(String text, String[] where, Map<String, ObservedKey> keys) {
      String name = text.endsWith(".") ? text + "*" : text;
      keys.putIfAbsent(
          name,
          new ObservedKey(
              name,
              ValueShape.UNKNOWN,
              "-",
              "",
              List.of(),
              List.of(ObservedKey.LITERAL),
              where[1],
              EntryReader.source(where[0])));
    }
  }
}
