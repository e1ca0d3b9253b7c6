package io.fizzle.cli;

import static io.fizzle.cli.Session.file;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/fizzle} with the classes under test, as a process of its own. */
class LaunchedTest {
  private static final Path ROOT = Path.of(System.getProperty("fizzle.root", ".."));

  @TempDir private Path folder;
  private Path launcher;

  record Run(int code, String out, String err) {}

  /** A distribution whose only jar points to the classes under test. */
  @BeforeEach
  void install() throws IOException {
    Path home = folder.resolve("home");
    launcher = home.resolve("bin/fizzle");
    Files.createDirectories(launcher.getParent());
    Files.copy(ROOT.resolve("bin/fizzle"), launcher);
    Files.createDirectory(home.resolve("lib"));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> Path.of(path).toUri().toString())
                .collect(Collectors.joining(" ")));
    try (OutputStream jar = Files.newOutputStream(home.resolve("lib/fizzle.jar"))) {
      new JarOutputStream(jar, manifest).close();
    }
    Files.createFile(home.resolve("built"));
    // an archive of classes that the JVM ignores, so that the launcher does not make one
    Path archive = home.resolve("cds-" + System.getProperty("java.version") + ".jsa");
    Files.createFile(archive);
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(60)));
  }

  private Run fizzle(List<String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    return run(environment, command);
  }

  private Run run(List<String> environment, List<String> command) throws Exception {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeAll(List.of("CI", "NO_COLOR", "LC_ALL", "LANG"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("TERM", "xterm");
    for (String variable : environment) {
      builder.environment().put(variable.split("=", 2)[0], variable.split("=", 2)[1]);
    }
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, UTF_8);
  }

  @Test
  void printsTheReportInUtf8WhateverTheLocaleAndEndsWithItsCode() throws Exception {
    Path log = file(folder, "driver.log", Session.CONTAINER_OOM);

    Run run = fizzle(List.of("LANG=C"), "diagnose", log.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("  container-oom  ", " → ").doesNotContain("\u001b");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void endsWithTwoAndSaysWhyWhereNothingCanBeRead() throws Exception {
    Run run = fizzle(List.of(), "diagnose", folder.resolve("missing").toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("fizzle: nothing could be read\n");
  }

  @Test
  void paintsAndTellsItsProgressOnATerminalOnly() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no script to make a terminal with");
    Path log = file(folder, "driver.log", Session.CONTAINER_OOM);
    List<String> onTerminal =
        List.of("/usr/bin/script", "-qec", launcher + " diagnose " + log, "/dev/null");

    Run coloured = run(List.of(), onTerminal);
    Run plain = run(List.of("NO_COLOR=1"), onTerminal);

    assertThat(coloured.out()).contains("\u001b[1;31mcontainer-oom\u001b[0m", "1/1 " + log);
    assertThat(plain.out()).contains("  container-oom  ", "1/1 ").doesNotContain("\u001b");
  }

  @Test
  void readsALineOfTwoGigabytesInAHundredMegabytes() throws Exception {
    Path log = file(folder, "evidence/driver.log", Session.CONTAINER_OOM.repeat(1000));
    Path endless = file(folder, "evidence/worker.log", Session.CONTAINER_OOM.repeat(1000));
    try (RandomAccessFile file = new RandomAccessFile(endless.toFile(), "rw")) {
      file.setLength(2L << 30);
    }

    Run run =
        fizzle(
            List.of("FIZZLE_JAVA_OPTS=-Xmx100m"), "diagnose", log.getParent().toString(), "-f", "json");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("\"bytes\" : " + (2L << 30), "container-oom");
  }
}
