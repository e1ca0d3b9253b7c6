package io.fizzle.lab.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What the plugin's jar brings onto the class path of a job: Fizzle's own package and no more. */
@EnabledIfSystemProperty(
    named = PluginJob.PLUGIN,
    matches = ".+",
    disabledReason = PluginJob.WHY_NOT)
class PluginJarTest {
  private static final int JAVA_8 = 52;
  private static final int JAVA_17 = 61;
  private static final long MOST_BYTES = 2_500_000;

  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    jar = new JarFile(PluginJob.plugin().toFile());
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  @Test
  void holdsFizzlesPackageItsPythonModuleAndLicences() {
    assertThat(files())
        .allMatch(
            name ->
                name.startsWith("io/fizzle/")
                    || name.equals("fizzle.py")
                    || name.equals("META-INF/MANIFEST.MF")
                    || name.matches("META-INF/[^/]*(LICENSE|NOTICE|DEPENDENCIES)"));
    assertThat(files()).contains("fizzle.py", "META-INF/LICENSE", "META-INF/NOTICE");
  }

  @Test
  void offersNoServiceAndNoOtherClassPath() throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();

    assertThat(manifest.getValue("Class-Path")).isNull();
    assertThat(manifest.getValue("Multi-Release")).isNull();
    assertThat(manifest.getValue("Launcher-Agent-Class")).isNull();
  }

  @Test
  void librariesAreUnderFizzlesOwnName() {
    assertThat(files())
        .filteredOn(name -> name.contains("jackson") || name.contains("datasketches"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("io/fizzle/shaded/"));
  }

  @Test
  void sparkLoadsAClassForJava8AndThatOneAllOthers() throws IOException {
    for (JarEntry entry : jar.stream().filter(one -> one.getName().endsWith(".class")).toList()) {
      boolean first = entry.getName().startsWith("io/fizzle/spark/FizzlePlugin");
      try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
        in.skipNBytes(6);
        assertThat(in.readUnsignedShort())
            .as(entry.getName())
            .satisfies(
                version -> {
                  if (first) {
                    assertThat(version).isEqualTo(JAVA_8);
                  } else {
                    assertThat(version).isLessThanOrEqualTo(JAVA_17);
                  }
                });
      }
    }
  }

  @Test
  void isSmall() {
    assertThat(PluginJob.plugin().toFile().length()).isLessThan(MOST_BYTES);
  }

  private List<String> files() {
    return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
  }
}
