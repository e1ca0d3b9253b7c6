package io.fizzle.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.jspecify.annotations.Nullable;

/** A place in an archive's stream, moving forward member by member. */
final class ArchiveCursor implements Closeable {
  private static final int DRAIN = 1 << 15;

  /** Long names and pax headers of a tar are held in memory: an honest one has a few kilobytes. */
  private static final long HEADER = 1 << 20;

  private final ArchiveFormat format;
  private final CountingStream stored;
  private final ExpansionGuard guard;
  private final ArchiveInputStream<? extends ArchiveEntry> members;
  private final GuardedStream content;
  private @Nullable ArchiveEntry current;
  private int position = -1;

  ArchiveCursor(ArchiveFormat format, InputStream archive, Limits limits) {
    this.format = format;
    stored = new CountingStream(archive);
    guard = new ExpansionGuard(limits.expansion(), stored);
    members = format.open(stored);
    content = new GuardedStream(members, guard);
  }

  /** The member that the cursor stands on, counted from 0; -1 before the first. */
  int position() {
    return position;
  }

  /** Moves to the next member; null after the last. */
  @Nullable ArchiveEntry next() throws IOException {
    if (mustDrain()) {
      drain();
    }
    stored.allow(format == ArchiveFormat.TAR ? HEADER : Long.MAX_VALUE);
    try {
      current = members.getNextEntry();
    } catch (RuntimeException malformed) {
      throw new IOException("archive is damaged", malformed);
    }
    stored.allow(Long.MAX_VALUE);
    position++;
    return current;
  }

  /** False where the member is encrypted or packed by a method that is not supported. */
  boolean readable() {
    return readable(members, current);
  }

  /** The content of the current member; closing it leaves the cursor open. */
  InputStream content() {
    return content;
  }

  @Override
  public void close() throws IOException {
    members.close();
  }

  /** True once the archive expanded beyond its limits. */
  boolean exhausted() {
    return guard.tripped();
  }

  /**
   * The rest of a tar's member is read before the header limit is set, and that of a zip's member
   * which does not tell its stored size because skipping would expand it all the same, but past the
   * guard.
   */
  private boolean mustDrain() {
    return format == ArchiveFormat.TAR
        || current instanceof ZipArchiveEntry entry
            && entry.getGeneralPurposeBit().usesDataDescriptor()
            && readable();
  }

  private void drain() throws IOException {
    byte[] waste = new byte[DRAIN];
    for (int read = 0; read >= 0 && current != null; ) {
      read = content.read(waste, 0, waste.length);
    }
  }

  private static <E extends ArchiveEntry> boolean readable(
      ArchiveInputStream<E> members, @Nullable ArchiveEntry entry) {
    return entry != null && members.canReadEntryData(entry);
  }
}
