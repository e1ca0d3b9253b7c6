package io.fizzle.lab.run;

import io.fizzle.lab.LabException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one lab at work. It is locked while the lab lives: a folder that nobody locks was
 * left by a lab that was killed, and the next one removes it.
 */
final class Workspace implements AutoCloseable {
  private static final long LEAST_FREE_BYTES = 2_000_000_000;
  private static final String LOCK = "lock";

  private final Path folder;
  private final FileChannel lock;
  private final Thread atExit = new Thread(this::deleteQuietly, "remove the workspace");

  private Workspace(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** A folder of its own below the parent, after what dead labs left there was removed. */
  static Workspace claim(Path parent) throws IOException {
    // one lab at a time sweeps and claims: a folder is not locked yet when it is made
    try (FileChannel turn =
            FileChannel.open(
                parent.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock mine = turn.lock()) {
      return claim(parent, mine);
    }
  }

  private static Workspace claim(Path parent, FileLock turn) throws IOException {
    if (!turn.isValid()) {
      throw new LabException(parent + " is not to be locked");
    }
    sweep(parent);
    long free = Files.getFileStore(parent).getUsableSpace();
    if (free < LEAST_FREE_BYTES) {
      throw new LabException(
          "%s has only %d MB free, a run needs up to %d MB: free some, or name another folder with --cache"
              .formatted(parent, free / 1_000_000, LEAST_FREE_BYTES / 1_000_000));
    }
    Path folder = Files.createTempDirectory(parent, "lab-");
    FileChannel lock =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock.tryLock() == null) {
      throw new LabException(folder + " is locked by somebody else");
    }
    Workspace workspace = new Workspace(folder, lock);
    Runtime.getRuntime().addShutdownHook(workspace.atExit);
    return workspace;
  }

  private static void sweep(Path parent) throws IOException {
    List<Path> folders;
    try (Stream<Path> children = Files.list(parent)) {
      folders = children.filter(Files::isDirectory).toList();
    }
    for (Path folder : folders) {
      if (isDead(folder)) {
        Folders.delete(folder);
      }
    }
  }

  private static boolean isDead(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      return free != null;
    } catch (NoSuchFileException unlocked) {
      return false; // just made by another lab, or none of a lab's
    }
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    lock.close();
    Folders.delete(folder);
  }

  /** At the end of this JVM, while processes may still be writing. */
  private void deleteQuietly() {
    for (int attempt = 0; attempt < 5; attempt++) {
      try {
        Folders.delete(folder);
        return;
      } catch (IOException | UncheckedIOException busy) {
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
