package io.fizzle.cli;

import io.fizzle.history.analysis.Words;
import io.fizzle.history.exchange.Export;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fizzle history export}: JSON lines. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Writes runs, attempts and feedback as JSON lines, which fizzle history import reads into"
            + " any history.")
final class HistoryExportCommand implements Callable<Integer> {
  @Mixin private FilterOptions filter = new FilterOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "write to this file, which must not be there yet (default: standard output)")
  private @Nullable Path output;

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  HistoryExportCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    HistoryDoor door = HistoryDoor.of(history, spec);
    Path file = output;
    if (file != null && Files.exists(file)) {
      throw new ParameterException(
          spec.commandLine(), "--output: " + file + " is there already. Give another file");
    }
    return door.reading(
        opened -> {
          try (Writer writer =
              file == null ? new BufferedWriter(spec.commandLine().getOut()) : own(file)) {
            long runs =
                new Export(opened.store()).write(door.access(), Filters.of(filter, spec), writer);
            spec.commandLine().getErr().println("fizzle: exported " + Words.plural(runs, "run"));
          } catch (IOException e) {
            throw new ParameterException(
                spec.commandLine(), "cannot write the export: " + e.getMessage());
          }
          return ExitCode.NOTHING_WRONG;
        });
  }

  /** A new file for nobody but its owner: it holds what the history holds. */
  private static Writer own(Path file) throws IOException {
    FileAttribute<?>[] mode =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.createFile(file, mode);
    return Files.newBufferedWriter(file);
  }
}
