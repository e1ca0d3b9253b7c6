package io.fizzle.lab.spark;

import io.fizzle.lab.LabException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The workloads, compiled against the Spark that will run them. */
public final class WorkloadJar {
  private WorkloadJar() {}

  /** Builds the jar in an empty folder and returns it. */
  public static Path build(SparkDistribution spark, Path folder) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    compile(spark, unpack(Files.createDirectories(folder.resolve("sources"))), classes);
    Path jar = folder.resolve("reports.jar");
    pack(classes, jar);
    return jar;
  }

  /** All sources that travel with the lab, in its jar or in a folder of classes. */
  private static List<Path> unpack(Path target) throws IOException {
    URL place = WorkloadJar.class.getResource("/workload/reports");
    if (place == null) {
      throw new LabException("the workloads' sources are missing from the lab's jar");
    }
    URI address = URI.create(place.toString());
    if (!address.getScheme().equals("jar")) {
      return copyAll(Path.of(address), target);
    }
    try (FileSystem jar = FileSystems.newFileSystem(address, Map.of())) {
      return copyAll(jar.getPath("/workload/reports"), target);
    }
  }

  private static List<Path> copyAll(Path folder, Path target) throws IOException {
    List<Path> copies = new ArrayList<>();
    try (Stream<Path> sources = Files.list(folder)) {
      for (Path source : sources.sorted().toList()) {
        Path copy = target.resolve(String.valueOf(source.getFileName()));
        Files.copy(source, copy);
        copies.add(copy);
      }
    }
    return copies;
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
