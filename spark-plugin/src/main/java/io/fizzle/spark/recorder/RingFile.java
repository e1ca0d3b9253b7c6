package io.fizzle.spark.recorder;

import io.fizzle.read.vitals.VitalsRing;
import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.signal.VitalSigns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The ring in a memory-mapped file: once a sample is in the mapping it belongs to the kernel, and
 * nothing that happens to this process takes it away.
 *
 * <p>The file is written full of zeros before it is mapped. A mapping over a hole would need a
 * block of the disk at the first touch, and on a full disk that touch is a SIGBUS.
 */
final class RingFile implements AutoCloseable {
  private static final String ENDING = ".vitals";

  /** Contexts that follow each other in one process and have no id of their own. */
  private static final int MOST_OF_A_NAME = 100;

  private final Path path;
  private final boolean isTemporary;
  private final Header header;
  private final MappedByteBuffer mapping;
  private long sequence;

  private RingFile(Path path, boolean isTemporary, Header header, MappedByteBuffer mapping) {
    this.path = path;
    this.isTemporary = isTemporary;
    this.header = header;
    this.mapping = mapping;
  }

  /**
   * Makes a file of its own there, for example {@code fizzle-app-1-7-4711.vitals}. What is there
   * already, a link included, is somebody else's and stays as it is: another one gets the next
   * name.
   */
  static RingFile create(RingPlace place, Header header) throws IOException {
    String name =
        "fizzle-" + safe(header.application()) + "-" + safe(header.executor()) + "-" + header.pid();
    for (int number = 1; ; number++) {
      Path path = place.folder().resolve(name + (number == 1 ? "" : "-" + number) + ENDING);
      try {
        return create(path, place.isTemporary(), header);
      } catch (FileAlreadyExistsException taken) {
        if (number == MOST_OF_A_NAME) {
          throw taken;
        }
      }
    }
  }

  private static String safe(String name) {
    return name.replaceAll("[^A-Za-z0-9_.-]", "_");
  }

  private static RingFile create(Path path, boolean isTemporary, Header header) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS)) {
      try {
        return new RingFile(path, isTemporary, header, mapped(channel, header));
      } catch (IOException notWritten) {
        // a file of half its size would be mapped by nobody and fill the disk further
        Files.deleteIfExists(path);
        throw notWritten;
      }
    }
  }

  private static MappedByteBuffer mapped(FileChannel channel, Header header) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(header.fileBytes());
    zeros.put(VitalsRing.encode(header)).rewind();
    while (zeros.hasRemaining()) {
      channel.write(zeros);
    }
    return channel.map(MapMode.READ_WRITE, 0, header.fileBytes());
  }

  Path path() {
    return path;
  }

  void write(VitalSigns signs) {
    sequence++;
    mapping.put(VitalsRing.slotOffset(header, sequence), VitalsRing.encode(sequence, signs));
  }

  /** Notes that the recording ended in order; in a temporary place nobody will ask for it then. */
  @Override
  public void close() throws IOException {
    mapping.putLong(VitalsRing.closedOffset(), System.currentTimeMillis());
    if (isTemporary) {
      Files.deleteIfExists(path);
    }
  }
}
