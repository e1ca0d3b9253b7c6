package io.fizzle.dist;

import io.fizzle.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes the manual's pages and the shell's completion. */
public final class Documents {

  private Documents() {}

  /** Takes the folder to write to, the version and its date. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    CommandLine fizzle = new CommandLine(Main.class);
    Path completion = folder.resolve("bash-completion/completions/fizzle");
    Files.createDirectories(completion.getParent());
    Files.writeString(completion, AutoComplete.bash("fizzle", fizzle));
    Path manual = folder.resolve("man/man1");
    Files.createDirectories(manual);
    ManPage page = new ManPage(arguments[1], arguments[2]);
    Files.writeString(manual.resolve("fizzle.1"), page.of(fizzle));
    for (CommandLine command : fizzle.getSubcommands().values()) {
      if (!command.getCommandName().equals("help")) {
        String name = "fizzle-" + command.getCommandName() + ".1";
        Files.writeString(manual.resolve(name), page.of(command));
      }
    }
  }
}
