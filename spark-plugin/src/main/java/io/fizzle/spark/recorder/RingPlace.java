package io.fizzle.spark.recorder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the ring lies: where the process's own logs are, because what collects those takes it along
 * (YARN's log aggregation, the work folder of a standalone worker).
 */
public final class RingPlace {
  private RingPlace() {}

  /**
   * The first of these that is a writable folder: what the user chose, YARN's log folder of the
   * container, the working directory, Spark's local directories, Java's temporary folder.
   *
   * @param chosen by the user, null where nothing was
   * @param localDirectories of Spark
   */
  static Optional<Path> choose(
      @Nullable String chosen, List<String> localDirectories, Map<String, String> properties) {
    if (chosen != null) {
      return Optional.of(Path.of(chosen)).filter(RingPlace::isUsable);
    }
    String yarn = properties.get("spark.yarn.app.container.log.dir");
    Stream<String> logs = Stream.ofNullable(yarn).flatMap(dirs -> Stream.of(dirs.split(",")));
    return Stream.of(
            logs,
            Stream.of(properties.get("user.dir")),
            localDirectories.stream(),
            Stream.of(properties.get("java.io.tmpdir")))
        .flatMap(places -> places)
        .filter(Objects::nonNull)
        .map(Path::of)
        .filter(RingPlace::isUsable)
        .findFirst();
  }

  private static boolean isUsable(Path folder) {
    return Files.isDirectory(folder) && Files.isWritable(folder);
  }
}
