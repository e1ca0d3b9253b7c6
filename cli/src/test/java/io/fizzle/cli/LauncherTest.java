package io.fizzle.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/fizzle} in homes and with Javas of our own making; a Java here prints how it was
 * called.
 */
class LauncherTest {
  private static final Path LAUNCHER = Path.of(System.getProperty("fizzle.root"), "bin", "fizzle");

  @TempDir private Path folder;
  private Path home;
  private Path java17;

  @BeforeEach
  void install() throws IOException {
    home = folder.resolve("some where");
    Path launcher = home.resolve("bin/fizzle");
    Files.createDirectories(launcher.getParent());
    Files.copy(LAUNCHER, launcher);
    java17 = java("17.0.9", "jdk-17");
  }

  @Test
  void runsTheDistributionItLivesIn() throws Exception {
    distribution();

    Run run = fizzle(java17, "diagnose", "a log", "*");

    assertThat(run.out)
        .endsWith("-jar", home.toRealPath() + "/lib/fizzle.jar", "diagnose", "a log", "*");
    assertThat(run.code).isEqualTo(3);
  }

  @Test
  void worksThroughALinkOfAnotherName() throws Exception {
    distribution();
    Path first = Files.createSymbolicLink(folder.resolve("fizzle"), home.resolve("bin/fizzle"));
    Files.createDirectory(folder.resolve("path"));
    Path link =
        Files.createSymbolicLink(folder.resolve("path/kubectl-fizzle"), Path.of("../fizzle"));

    Run run = run(link, java17, searchPath(), "--version");

    assertThat(Files.isSymbolicLink(first)).isTrue();
    assertThat(run.out).endsWith("--version");
    assertThat(run.code).isEqualTo(3);
  }

  @Test
  void theUsersJvmOptionsComeAfterItsOwn() throws Exception {
    distribution();

    Run run = fizzle(java17, "--version");

    assertThat(run.out).containsSubsequence("-XX:+UseSerialGC", "-Xmx4g", "-Dmine=1", "-jar");
  }

  @Test
  void makesAClassArchiveForEachJavaAndUsesIt() throws Exception {
    distribution();
    Path java25 = java("25.0.1", "jdk-25");

    Run run17 = fizzle(java17, "--version");
    Run run25 = fizzle(java25, "--version");

    assertThat(run17.out)
        .contains("-XX:SharedArchiveFile=" + home.toRealPath() + "/cds-17.0.9.jsa");
    assertThat(run25.out)
        .contains("-XX:SharedArchiveFile=" + home.toRealPath() + "/cds-25.0.1.jsa");
  }

  @Test
  void refusesAnOldJavaAndSaysWhereItFoundIt() throws Exception {
    distribution();
    Path java11 = java("11.0.2", "jdk-11");

    Run run = run(home.resolve("bin/fizzle"), java11, folder.resolve("empty").toString());

    assertThat(run.err)
        .isEqualTo(
            "fizzle: needs Java 17 or newer: install it, or point JAVA_HOME to it. Found 11.0.2 at "
                + java11
                + ".");
    assertThat(run.code).isEqualTo(2);
  }

  @Test
  void takesTheJavaOfThePathWhereJavaHomeIsTooOld() throws Exception {
    distribution();
    Path java8 = java("1.8.0_402", "jdk-8");

    Run run = run(home.resolve("bin/fizzle"), java8, java17.resolve("bin") + ":" + searchPath());

    assertThat(run.out).contains("-XX:SharedArchiveFile=" + home.toRealPath() + "/cds-17.0.9.jsa");
  }

  @Test
  void asksJavaForItsVersionWhereItHasNoReleaseFile() throws Exception {
    distribution();
    Files.delete(java17.resolve("release"));

    Run run = fizzle(java17, "--version");

    assertThat(run.out).contains("-XX:SharedArchiveFile=" + home.toRealPath() + "/cds-17.0.9.jsa");
  }

  @Test
  void buildsACheckoutOnceAndAgainWhenASourceChanged() throws Exception {
    Path source = checkout();
    maven(
        "mkdir -p cli/target/fizzle/lib; touch cli/target/fizzle/lib/fizzle.jar"
            + " cli/target/fizzle/built");

    Run first = fizzle(java17, "--version");
    Run second = fizzle(java17, "--version");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    Run third = fizzle(java17, "--version");

    assertThat(first.err).contains("Building Fizzle (first use").contains("2/3 Fizzle core 1.0");
    assertThat(second.err).isEmpty();
    assertThat(third.err).contains("Building Fizzle (its sources changed)");
    assertThat(List.of(first.code, second.code, third.code)).containsOnly(3);
  }

  @Test
  void showsWhatMavenSaidWhereTheBuildFails() throws Exception {
    checkout();
    maven("echo '[ERROR] no network'; exit 1");

    Run run = fizzle(java17, "--version");

    assertThat(run.err).contains("[ERROR] no network", "the build failed; all it said is in");
    assertThat(run.out).isEmpty();
    assertThat(run.code).isEqualTo(2);
  }

  @Test
  void saysThatACheckoutNeedsACompiler() throws Exception {
    checkout();
    Files.delete(java17.resolve("bin/javac"));

    Run run = fizzle(java17, "--version");

    assertThat(run.err).contains("must be built first, which needs a JDK");
    assertThat(run.code).isEqualTo(2);
  }

  private void distribution() throws IOException {
    Files.createDirectory(home.resolve("lib"));
    Files.createFile(home.resolve("lib/fizzle.jar"));
    Files.createFile(home.resolve("built"));
  }

  private Path checkout() throws IOException {
    Files.createFile(home.resolve("pom.xml"));
    Path source = home.resolve("core/src/main/Some.java");
    Files.createDirectories(source.getParent());
    Files.createFile(home.resolve("core/pom.xml"));
    return Files.createFile(source);
  }

  /** A Java that ends with 3 after it printed its arguments, one a line, or its version. */
  private Path java(String version, String name) throws IOException {
    Path javaHome = folder.resolve(name).toAbsolutePath();
    Files.createDirectories(javaHome.resolve("bin"));
    Files.writeString(
        javaHome.resolve("release"), "IMPLEMENTOR=\"A B\"\nJAVA_VERSION=\"" + version + "\"\n");
    script(
        javaHome.resolve("bin/java"),
        "if [ \"$1\" = -version ]; then echo 'openjdk version \""
            + version
            + "\" 2023-10-17' >&2; else printf '%s\\n' \"$@\"; exit 3; fi");
    script(javaHome.resolve("bin/javac"), "exit 1");
    return javaHome;
  }

  private void maven(String behaviour) throws IOException {
    Files.createDirectory(folder.resolve("maven"));
    script(
        folder.resolve("maven/mvn"),
        "echo '[INFO] Building Fizzle core 1.0                 [2/3]'\n" + behaviour);
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String searchPath() {
    return folder.resolve("maven") + ":/usr/bin:/bin";
  }

  private Run fizzle(Path javaHome, String... arguments) throws Exception {
    return run(home.resolve("bin/fizzle"), javaHome, searchPath(), arguments);
  }

  private Run run(Path launcher, Path javaHome, String searchPath, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().put("PATH", searchPath);
    builder.environment().put("FIZZLE_JAVA_OPTS", "-Xmx4g -Dmine=1");
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Run(
        process.exitValue(), Files.readAllLines(out, UTF_8), Files.readString(err).strip());
  }

  private record Run(int code, List<String> out, String err) {}
}
