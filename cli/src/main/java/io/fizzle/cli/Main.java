package io.fizzle.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Entry point of the {@code fizzle} command. */
@Command(
    name = "fizzle",
    description = "Says why an Apache Spark application died.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {
      DiagnoseCommand.class,
      CompareCommand.class,
      CausesCommand.class,
      ExplainCommand.class,
      ConfigCommand.class,
      LearnCommand.class,
      HistoryCommand.class,
      AskCommand.class,
      DigestCommand.class,
      FeedbackCommand.class,
      HelpCommand.class
    },
    footerHeading = "%nBegin with:%n",
    footer = "  fizzle diagnose PATH...   logs, event logs, GC logs, folders or archives of them",
    exitCodeOnInvalidInput = ExitCode.BAD_USAGE,
    exitCodeOnExecutionException = ExitCode.BAD_USAGE)
public final class Main implements Callable<Integer> {

  @Spec private CommandSpec spec;

  Main() {
    spec = CommandSpec.create();
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // the same bytes on every JDK and in every locale
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code;
    try {
      code = commandLine().setOut(out).setErr(err).execute(arguments);
    } catch (Throwable failure) {
      // a stack or a heap that is too small: exit code 1 would say that something was diagnosed
      code = apologise(failure, err);
    }
    out.flush();
    System.exit(out.checkError() ? unwritten(code, err) : code);
  }

  /** A reader that has seen enough closes the pipe; whatever else stops the output is an error. */
  private static int unwritten(int code, PrintWriter err) {
    try (OutputStream raw = new FileOutputStream(FileDescriptor.out)) {
      raw.write('\n');
      return code;
    } catch (IOException reason) {
      String why = String.valueOf(reason.getMessage());
      if (why.contains("Broken pipe")) {
        return code;
      }
      err.println("fizzle: cannot write to standard output: " + why);
      return ExitCode.BAD_USAGE;
    }
  }

  /** The command with all its subcommands, as {@link #main} runs it. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setParameterExceptionHandler(new BadUsage())
        .setExecutionExceptionHandler(Main::apologise);
  }

  /** What gets here is no fault of the input: readers never throw at content. */
  private static int apologise(
      Exception failure, CommandLine command, CommandLine.ParseResult ignored) {
    return apologise(failure, command.getErr());
  }

  private static int apologise(Throwable failure, PrintWriter err) {
    err.println("fizzle: a mistake in Fizzle itself; please report it with what follows");
    failure.printStackTrace(err);
    err.flush();
    return ExitCode.BAD_USAGE;
  }

  /** Without a subcommand: says what there is. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.BAD_USAGE;
  }

  /** The version that the build wrote into the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"fizzle " + (version == null ? "(not packaged)" : version)};
    }
  }
}
