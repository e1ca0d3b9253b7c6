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
    write(manual, new ManPage(arguments[1], arguments[2]), fizzle);
  }

  /** The page of a command, and those of the commands below it. */
  private static void write(Path manual, ManPage page, CommandLine command) throws IOException {
    String name = command.getCommandSpec().qualifiedName("-");
    Files.writeString(manual.resolve(name + ".1"), page.of(command));
    for (CommandLine one : command.getSubcommands().values()) {
      if (!one.getCommandName().equals("help")) {
        write(manual, page, one);
      }
    }
  }
}
