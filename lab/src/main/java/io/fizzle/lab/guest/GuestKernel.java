package io.fizzle.lab.guest;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A User-Mode Linux kernel: Linux as an ordinary program, which needs no virtualisation of the
 * machine and no privilege.
 *
 * @param program the kernel's file
 */
public record GuestKernel(Path program) {
  private static final String PROGRAM = "linux.uml";
  private static final String PACKAGE = "user-mode-linux";

  /**
   * The installed kernel, else that of an earlier call, else fetched through apt without installing
   * anything.
   *
   * @param cache the lab's cache folder
   * @throws IOException which says what to do where none can be had
   */
  public static GuestKernel find(Path cache, Consumer<String> progress)
      throws IOException, InterruptedException {
    Optional<Path> installed = onPath(PROGRAM);
    if (installed.isPresent()) {
      return new GuestKernel(installed.get());
    }
    Path kept = cache.resolve(PACKAGE).resolve(PROGRAM);
    if (!Files.isExecutable(kept)) {
      progress.accept("fetching the package " + PACKAGE + " (about 40 MB) into " + cache);
      fetch(kept);
    }
    return new GuestKernel(kept);
  }

  private static void fetch(Path kept) throws IOException, InterruptedException {
    if (onPath("apt-get").isEmpty() || onPath("dpkg").isEmpty()) {
      throw new IOException(
          "a guest needs User-Mode Linux: this machine has no apt to fetch Debian's package "
              + PACKAGE
              + ", so put a kernel named "
              + PROGRAM
              + " on the PATH");
    }
    Path folder = Files.createDirectories(kept.resolve("..").normalize());
    Path partial = Files.createTempDirectory(folder, "partial-");
    try {
      run(partial, List.of("apt-get", "-q", "download", PACKAGE));
      unpack(partial, kept);
    } finally {
      delete(partial);
    }
  }

  /** Takes the kernel alone: its modules, twice its size, are not needed. */
  private static void unpack(Path partial, Path kept) throws IOException, InterruptedException {
    Path archive;
    try (Stream<Path> files = Files.list(partial)) {
      archive =
          files
              .filter(file -> file.toString().endsWith(".deb"))
              .findFirst()
              .orElseThrow(() -> new IOException("apt-get left no package in " + partial));
    }
    run(partial, List.of("dpkg", "-x", archive.toString(), partial.toString()));
    Files.move(
        partial.resolve("usr").resolve("bin").resolve(PROGRAM),
        kept,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(
          "%s failed (if the package is not known, update apt's lists):%n%s"
              .formatted(String.join(" ", command), output.strip()));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The program of this name, as a shell would find it. */
  static Optional<Path> onPath(String name) {
    String path = System.getenv("PATH");
    return path == null
        ? Optional.empty()
        : Arrays.stream(path.split(File.pathSeparator, -1))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
  }
}
