package io.fizzle.spark.recorder;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the ring lies: where the process's own logs are, because what collects those takes it along
 * (YARN's log aggregation, the work folder of a standalone worker). A driver runs where its user
 * happens to be and leaves nothing there.
 *
 * @param isTemporary where nobody looks for what a process left that ended in order
 */
public record RingPlace(Path folder, boolean isTemporary) {

  /**
   * The first of these that is a writable folder: what the user chose, YARN's log folder of the
   * container, of an executor the working directory, Spark's local directories, Java's temporary
   * folder.
   *
   * @param chosen by the user, and then the only one; null where nothing was
   * @param localDirectories of Spark
   * @param properties of the JVM; what is blank or absent counts for nothing
   */
  static Optional<RingPlace> choose(
      @Nullable String chosen,
      boolean isDriver,
      List<String> localDirectories,
      Map<String, String> properties) {
    if (chosen != null) {
      return usable(chosen).map(folder -> new RingPlace(folder, false));
    }
    Stream<String> logs =
        Stream.ofNullable(properties.get("spark.yarn.app.container.log.dir"))
            .flatMap(folders -> Stream.of(folders.split(",")));
    Stream<String> own = isDriver ? Stream.empty() : Stream.ofNullable(properties.get("user.dir"));
    Stream<String> temporary =
        Stream.concat(
            localDirectories.stream(), Stream.ofNullable(properties.get("java.io.tmpdir")));
    return Stream.concat(
            Stream.concat(logs, own).map(name -> usable(name).map(at -> new RingPlace(at, false))),
            temporary.map(name -> usable(name).map(at -> new RingPlace(at, true))))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** A blank name would be the folder in which the process happens to run. */
  private static Optional<Path> usable(String name) {
    if (name.isBlank()) {
      return Optional.empty();
    }
    try {
      Path folder = Path.of(name.strip());
      return Files.isDirectory(folder) && Files.isWritable(folder)
          ? Optional.of(folder)
          : Optional.empty();
    } catch (InvalidPathException noFolder) {
      return Optional.empty();
    }
  }
}
