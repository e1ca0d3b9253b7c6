package io.fizzle.history.store;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Another process with the same classes, which a test may kill. */
final class ChildJvm {
  private ChildJvm() {}

  static Process start(List<String> before, Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(command(main, arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** The same, and what it prints goes to a file, which outlives it. */
  static Process start(Path output, Class<?> main, String... arguments) throws IOException {
    List<String> command = command(main, arguments);
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(output.toFile())
        .start();
  }

  /** Without the libraries whose names hold this. */
  static Process startWithout(String library, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = command(main, arguments);
    int at = command.indexOf("-cp") + 1;
    command.set(
        at,
        Arrays.stream(command.get(at).split(File.pathSeparator))
            .filter(entry -> !entry.contains(library))
            .collect(Collectors.joining(File.pathSeparator)));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /**
   * A shell command that runs before the child, in a mount namespace of its own that ends with it.
   *
   * @param mount what to mount first
   */
  static List<String> mounted(String mount) {
    return List.of("unshare", "-m", "sh", "-c", mount + " && exec \"$@\"", "sh");
  }

  /** Whether this machine lets this user mount. */
  static boolean canMount() {
    try {
      Process tried =
          new ProcessBuilder("unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=1m tmpfs /mnt")
              .redirectErrorStream(true)
              .start();
      return tried.waitFor(10, TimeUnit.SECONDS) && tried.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<String> command(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // SQLite's driver loads a library; JDK 24 and later warn of that where it was not allowed
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    // Surefire's own class path holds a jar that names the others
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return command;
  }
}
