package io.fizzle.lab.guest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The shell scripts that set a guest up: one on the host, one as the guest's first process. */
final class GuestScript {
  private GuestScript() {}

  /** Gives the kernel namespaces of its own to live in, and becomes the kernel. */
  static String host() throws IOException {
    return resource("host.sh");
  }

  /**
   * Mounts what is needed, runs the command and powers off.
   *
   * @param control folder for the guest's kernel messages and the command's exit status
   * @param writable the host's folders that the guest may change
   */
  static String init(Path control, List<Path> writable, GuestCommand command) throws IOException {
    String settings =
        String.join(
            "\n",
            "#!/bin/sh",
            "control=" + word(control),
            "begin=" + ShellWord.of(GuestConsole.BEGIN),
            "end=" + ShellWord.of(GuestConsole.END),
            "");
    return settings
        + function("mount_folders", mounts(writable))
        + function("run_command", run(command))
        + resource("init.sh");
  }

  private static String function(String name, String body) {
    return name + "() {\n" + body + "}\n";
  }

  private static String mounts(List<Path> writable) {
    return writable.stream()
        .map(GuestScript::word)
        .map(folder -> "$mount -t hostfs -o " + folder + " host " + folder + " || return 1\n")
        .collect(Collectors.joining());
  }

  private static String run(GuestCommand command) {
    StringBuilder text = new StringBuilder();
    text.append("cd ").append(word(command.directory())).append(" || return 1\n");
    text.append("env -i PATH=\"$PATH\" HOME=/root LANG=C.UTF-8");
    new TreeMap<>(command.environment())
        .forEach((name, value) -> text.append(" \\\n ").append(ShellWord.of(name + "=" + value)));
    command.arguments().forEach(argument -> text.append(" \\\n ").append(ShellWord.of(argument)));
    return text.append('\n').toString();
  }

  private static String word(Path path) {
    return ShellWord.of(path.toString());
  }

  private static String resource(String name) throws IOException {
    try (InputStream script = GuestScript.class.getResourceAsStream(name)) {
      if (script == null) {
        throw new IOException(name + " is missing from the lab's jar");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
