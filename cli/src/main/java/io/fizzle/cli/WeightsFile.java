package io.fizzle.cli;

import io.fizzle.diagnosis.Calibration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The option {@code --weights}. */
final class WeightsFile {
  private WeightsFile() {}

  /**
   * The weights of a file as {@code fizzle learn --write} makes it; without one the shipped ones.
   */
  static Calibration read(@Nullable Path file, CommandSpec spec) {
    if (file == null) {
      return Calibration.shipped();
    }
    try (InputStream stream = Files.newInputStream(file)) {
      return Calibration.read(stream);
    } catch (IOException | IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--weights: cannot use "
              + file
              + ": "
              + Foreign.shown(String.valueOf(e.getMessage()))
              + ". Give a file that fizzle learn --write made");
    }
  }
}
