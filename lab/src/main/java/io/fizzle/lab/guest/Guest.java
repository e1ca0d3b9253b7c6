package io.fizzle.lab.guest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A Linux of its own for one command: a User-Mode Linux kernel on the host's files, in which the
 * command is root and has the memory controller of cgroup v2 to itself.
 *
 * <p>The guest sees the host's files at their own paths and can change those below {@code writable}
 * alone; {@code /tmp}, {@code /run} and {@code /dev/shm} are its own. It has loopback and no other
 * network. It runs on one processor.
 *
 * @param kernel what to boot
 * @param writable folders of the host that the command may change; the first one also holds the
 *     guest's own few files while it runs
 * @param memory of the guest, in MiB; the host gives it as it is used
 * @param limit after which the guest is ended
 */
public record Guest(GuestKernel kernel, List<Path> writable, int memory, Duration limit) {
  private static final List<String> NEEDED = List.of("setpriv", "taskset", "unshare", "mount");

  /** How long the last lines of an ended guest may take to arrive. */
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);

  /** Takes the folders by their real paths, which are what the guest can mount. */
  public Guest {
    if (writable.isEmpty()) {
      throw new IllegalArgumentException("a guest needs a folder to write into");
    }
    writable = List.copyOf(writable.stream().map(Guest::real).toList());
  }

  private static Path real(Path folder) {
    try {
      Path real = folder.toRealPath();
      // the kernel's command line and mount options separate at these
      if (real.toString().matches(".*[\\s,].*")) {
        throw new IllegalArgumentException("a guest cannot write into " + real);
      }
      return real;
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /**
   * Boots, runs the command and powers off. What runs ends with this JVM, even where that is
   * killed, and with the calling thread.
   *
   * @param output receives what the command writes, standard error included, line by line
   * @param dmesg where the guest's kernel messages are kept
   * @return the command's exit status, 128 + n where signal n ended it
   * @throws IOException where the guest cannot boot or does not end in time
   */
  public int run(GuestCommand command, Consumer<String> output, Path dmesg)
      throws IOException, InterruptedException {
    for (String program : NEEDED) {
      if (GuestKernel.onPath(program).isEmpty()) {
        throw new IOException("a guest needs " + program + " (util-linux)");
      }
    }
    Path control = Files.createTempDirectory(writable.get(0), ".guest-");
    try {
      Path init = Files.writeString(control.resolve("init"), script(control, command));
      Files.setPosixFilePermissions(init, PosixFilePermissions.fromString("rwxr-xr-x"));
      GuestConsole console = new GuestConsole(output);
      boot(commandLine(control, init), console);
      Path status = control.resolve("status");
      if (!Files.exists(status)) {
        throw new IOException("the guest ended early:\n" + console.tail());
      }
      Files.move(control.resolve("dmesg"), dmesg, StandardCopyOption.REPLACE_EXISTING);
      return Integer.parseInt(Files.readString(status).strip());
    } finally {
      delete(control);
    }
  }

  private String script(Path control, GuestCommand command) throws IOException {
    return GuestScript.init(control, writable, command);
  }

  private void boot(List<String> commandLine, GuestConsole console)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(commandLine).redirectErrorStream(true).start();
    try {
      Thread reader = new Thread(() -> read(process, console), "guest console");
      reader.setDaemon(true);
      reader.start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("the guest did not end within " + limit + ":\n" + console.tail());
      }
      reader.join(DRAIN_LIMIT.toMillis());
    } finally {
      // the kernel is the first process of its namespace: nothing in there outlives it
      process.destroyForcibly().waitFor();
    }
  }

  private static void read(Process process, GuestConsole console) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        console.accept(line);
      }
    } catch (IOException torn) {
      // a guest that was ended has no more to say
    }
  }

  /**
   * The chain that ties the guest to this JVM, gives it its own process and mount namespace, and
   * holds it on one processor: a guest's kernel and its programs take turns, at each system call
   * and page fault, and a change of processor makes each turn three times as long.
   */
  private List<String> commandLine(Path control, Path init) throws IOException {
    List<String> all = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL"));
    all.addAll(List.of("taskset", "-c", OwnProcess.last()));
    all.add("unshare");
    if (!OwnProcess.root()) {
      all.addAll(List.of("--user", "--map-root-user"));
    }
    all.addAll(List.of("--mount", "--pid", "--fork", "--kill-child=KILL", "--mount-proc"));
    all.addAll(List.of("/bin/sh", "-c", GuestScript.host(), "guest", control.toString()));
    all.add(kernel.program().toAbsolutePath().toString());
    all.addAll(List.of("mem=" + memory + "M", "umid=guest", "uml_dir=/dev/shm"));
    all.addAll(List.of("root=/dev/root", "rootfstype=hostfs", "rootflags=/", "ro"));
    // messages of the kernel stay out of the command's output; a panic ends the guest
    all.addAll(List.of("con=null", "con0=null,fd:1", "loglevel=0", "panic=1", "noreboot"));
    all.add("init=" + init);
    return all;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
