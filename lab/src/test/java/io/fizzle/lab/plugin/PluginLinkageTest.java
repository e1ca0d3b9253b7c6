package io.fizzle.lab.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.lab.Progress;
import io.fizzle.lab.plugin.References.Member;
import io.fizzle.lab.spark.SparkDistribution;
import io.fizzle.lab.spark.SparkVersion;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One jar for every Spark: whatever class, method or field the plugin's byte code names, each of
 * their class paths has it, with exactly the types that it is called with.
 */
@EnabledIfSystemProperty(
    named = PluginJob.PLUGIN,
    matches = ".+",
    disabledReason = PluginJob.WHY_NOT)
class PluginLinkageTest {
  @ParameterizedTest
  @EnumSource(SparkVersion.class)
  void everyReferenceResolvesOnEverySpark(SparkVersion version) throws Exception {
    SparkDistribution spark =
        SparkDistribution.fetch(version, SparkDistribution.defaultCache(), new Progress());

    assertThat(unresolved(spark)).isEmpty();
  }

  private static Set<String> unresolved(SparkDistribution spark) throws Exception {
    List<URL> classPath = new ArrayList<>();
    classPath.add(PluginJob.plugin().toUri().toURL());
    for (Path jar : spark.jars()) {
      classPath.add(jar.toUri().toURL());
    }
    Set<String> unresolved = new TreeSet<>();
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader loader = new URLClassLoader(classPath.toArray(URL[]::new), platform);
        JarFile jar = new JarFile(PluginJob.plugin().toFile())) {
      for (JarEntry entry : jar.stream().filter(PluginLinkageTest::isOfPlugin).toList()) {
        try (InputStream in = jar.getInputStream(entry)) {
          References references = References.read(in);
          references.classes().stream()
              .filter(name -> load(name, loader) == null)
              .forEach(name -> unresolved.add(entry + " needs " + name));
          references.members().stream()
              .filter(member -> !isThere(member, loader))
              .forEach(member -> unresolved.add(entry + " needs " + member));
        }
      }
    }
    return unresolved;
  }

  private static boolean isOfPlugin(JarEntry entry) {
    return entry.getName().startsWith("io/fizzle/spark/") && entry.getName().endsWith(".class");
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError missing) {
      return null;
    }
  }

  private static boolean isThere(Member member, ClassLoader loader) {
    Class<?> owner = load(member.owner(), loader);
    return owner != null && supertypes(owner).anyMatch(type -> declares(type, member, loader));
  }

  private static Stream<Class<?>> supertypes(Class<?> type) {
    Stream<Class<?>> above =
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
    Stream<Class<?>> object = type.isInterface() ? Stream.of(Object.class) : Stream.empty();
    return Stream.concat(
        Stream.of(type), Stream.concat(object, above.flatMap(PluginLinkageTest::supertypes)));
  }

  private static boolean declares(Class<?> type, Member member, ClassLoader loader) {
    if (!member.isMethod()) {
      return Arrays.stream(type.getDeclaredFields()).anyMatch(field -> isIt(field, member));
    }
    if (isPolymorphic(type)) {
      return true;
    }
    MethodType wanted = MethodType.fromMethodDescriptorString(member.descriptor(), loader);
    Stream<? extends Executable> candidates =
        member.name().equals("<init>")
            ? Arrays.stream(type.getDeclaredConstructors())
            : Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(member.name()));
    return candidates.anyMatch(one -> wanted.equals(typeOf(one)));
  }

  /** Their methods take what they are given (JVM specification, 2.9.3). */
  private static boolean isPolymorphic(Class<?> type) {
    return type.getName().equals("java.lang.invoke.MethodHandle")
        || type.getName().equals("java.lang.invoke.VarHandle");
  }

  private static boolean isIt(Field field, Member member) {
    return field.getName().equals(member.name())
        && field.getType().descriptorString().equals(member.descriptor());
  }

  private static MethodType typeOf(Executable one) {
    Class<?> result = one instanceof Method method ? method.getReturnType() : void.class;
    return MethodType.methodType(result, one.getParameterTypes());
  }
}
