package io.fizzle.spark.recorder;

import io.fizzle.signal.Vital;
import java.io.File;
import java.util.List;

/** Free space where Spark spills and keeps shuffle files. */
final class DiskProbe implements Probe {
  private final List<File> localDirectories;

  /**
   * @param localDirectories that exist
   */
  DiskProbe(List<File> localDirectories) {
    this.localDirectories = List.copyOf(localDirectories);
  }

  @Override
  public void measure(Sample sample) {
    localDirectories.stream()
        .mapToLong(File::getUsableSpace)
        .min()
        .ifPresent(bytes -> sample.put(Vital.LOCAL_DIR_FREE, bytes));
  }
}
