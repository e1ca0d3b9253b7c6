package io.fizzle.spark.recorder;

import io.fizzle.read.vitals.VitalsRing;
import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.signal.VitalSigns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
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
  private final Path path;
  private final Header header;
  private final MappedByteBuffer mapping;
  private long sequence;

  private RingFile(Path path, Header header, MappedByteBuffer mapping) {
    this.path = path;
    this.header = header;
    this.mapping = mapping;
  }

  /** Makes the file anew. */
  static RingFile create(Path path, Header header) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(header.fileBytes());
      zeros.put(VitalsRing.encode(header)).rewind();
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
      return new RingFile(path, header, channel.map(MapMode.READ_WRITE, 0, header.fileBytes()));
    } catch (IOException notWritten) {
      // a file of half its size would be mapped by nobody and fill the disk further
      Files.deleteIfExists(path);
      throw notWritten;
    }
  }

  Path path() {
    return path;
  }

  void write(VitalSigns signs) {
    sequence++;
    mapping.put(VitalsRing.slotOffset(header, sequence), VitalsRing.encode(sequence, signs));
  }

  /** Notes that the recording ended in order. */
  @Override
  public void close() {
    mapping.putLong(VitalsRing.closedOffset(), System.currentTimeMillis());
  }
}
