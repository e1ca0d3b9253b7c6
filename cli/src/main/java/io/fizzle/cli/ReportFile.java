package io.fizzle.cli;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The file that a report goes to. What was in it stays until the new report is whole: it is written
 * beside the file and then takes its place.
 */
record ReportFile(Path path) {

  /** Why no report can be written there, as far as can be told before; empty where it can. */
  Optional<String> problem() {
    Path folder = folder();
    if (Files.isDirectory(path)) {
      return Optional.of("it is a folder");
    }
    if (!Files.exists(folder)) {
      return Optional.of("there is no folder " + folder);
    }
    if (!Files.isDirectory(folder)) {
      return Optional.of(folder + " is not a folder");
    }
    boolean writable = Files.exists(path) ? Files.isWritable(path) : Files.isWritable(folder);
    return writable ? Optional.empty() : Optional.of("you may not write there");
  }

  private Path folder() {
    Path folder = path.toAbsolutePath().getParent();
    return folder == null ? path : folder;
  }

  void write(String text) throws IOException {
    Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    Path folder = target.getParent();
    boolean device = Files.exists(target) && !Files.isRegularFile(target);
    if (device || folder == null || !Files.isWritable(folder)) {
      Files.writeString(target, text);
    } else {
      replace(target, folder, text);
    }
  }

  private static void replace(Path target, Path folder, String text) throws IOException {
    Path draft =
        folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.writeString(draft, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      keepPermissions(target, draft);
      move(draft, target);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void keepPermissions(Path target, Path draft) throws IOException {
    boolean posix = Files.getFileStore(draft).supportsFileAttributeView("posix");
    if (posix && Files.exists(target)) {
      Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(target));
    }
  }

  private static void move(Path draft, Path target) throws IOException {
    try {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
