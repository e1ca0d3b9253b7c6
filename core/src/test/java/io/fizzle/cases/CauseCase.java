package io.fizzle.cases;

import io.fizzle.cause.Cause;
import io.fizzle.cause.Causes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A small run in real formats, written for one cause: {@code cases/<cause>/<name>} shows the cause,
 * {@code cases/<cause>/near-misses/<name>} looks like it and is something else.
 */
record CauseCase(String cause, String name, boolean nearMiss, Path folder, Expectation expected) {
  private static final Path CASES = Path.of("src/test/resources/cases");
  private static final String NEAR_MISSES = "near-misses";
  private static final String EXPECTED = "expected.json";

  /** Every case of every cause, and of what a report says where there is none. */
  static List<CauseCase> all() {
    Stream<String> ids =
        Stream.concat(
            Causes.all().stream().map(Cause::id), Stream.of(Causes.HEALTHY, Causes.UNDETERMINED));
    return ids.sorted()
        .flatMap(
            id ->
                Stream.concat(
                    of(id, CASES.resolve(id), false),
                    of(id, CASES.resolve(id).resolve(NEAR_MISSES), true)))
        .toList();
  }

  private static Stream<CauseCase> of(String cause, Path parent, boolean nearMiss) {
    return children(parent)
        .filter(child -> Files.isDirectory(child) && !child.endsWith(NEAR_MISSES))
        .map(
            folder ->
                new CauseCase(
                    cause,
                    folder.getFileName().toString(),
                    nearMiss,
                    folder,
                    Expectation.read(folder.resolve(EXPECTED))));
  }

  /** What a user would hand in: everything but the expectation. */
  List<Path> evidence() {
    return children(folder).filter(file -> !file.endsWith(EXPECTED)).toList();
  }

  private static Stream<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return cause + (nearMiss ? ", not to be taken for it: " : ": ") + name.replace('-', ' ');
  }
}
