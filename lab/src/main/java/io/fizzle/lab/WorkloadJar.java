package io.fizzle.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The workloads, compiled against the Spark that will run them, with the leash as the jar's agent.
 */
final class WorkloadJar {
  /** Every source of {@code lab/src/workload/java}; a test holds the list against the folder. */
  static final List<String> SOURCES =
      List.of(
          "reports/ClickTotals.java",
          "reports/DeviceStatus.java",
          "reports/InvoiceExport.java",
          "reports/Leash.java",
          "reports/VisitorCount.java");

  private WorkloadJar() {}

  /** Builds the jar in an empty folder and returns it. */
  static Path build(SparkDistribution spark, Path folder) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("sources"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<Path> unpacked = new ArrayList<>();
    for (String name : SOURCES) {
      unpacked.add(unpack(name, sources));
    }
    compile(spark, unpacked, classes);
    Path jar = folder.resolve("reports.jar");
    pack(classes, jar);
    return jar;
  }

  private static Path unpack(String name, Path sources) throws IOException {
    Path target = sources.resolve(name);
    Files.createDirectories(target.resolve("..").normalize());
    try (InputStream source = WorkloadJar.class.getResourceAsStream("/workload/" + name)) {
      if (source == null) {
        throw new LabException("workload source missing: " + name);
      }
      Files.copy(source, target);
    }
    return target;
  }

  private static void compile(SparkDistribution spark, List<Path> sources, Path classes)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new LabException("recording needs a JDK: this Java has no compiler");
    }
    String classPath =
        spark.jars().stream()
            .map(Path::toString)
            .collect(Collectors.joining(System.getProperty("path.separator")));
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("--release", "17", "-proc:none", "-cp", classPath, "-d", classes.toString());
      boolean compiled =
          compiler
              .getTask(
                  messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!compiled) {
        throw new LabException("the workloads do not compile:\n" + messages);
      }
    }
  }

  private static void pack(Path classes, Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", "reports.Leash");
    try (OutputStream bytes = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(bytes, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
  }
}
