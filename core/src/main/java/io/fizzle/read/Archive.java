package io.fizzle.read;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One archive whose members are opened by their position.
 *
 * <p>Archives are streams, so opening a member means reading up to it. A cursor that a closed
 * member left behind is used again by a later member: who opens members in the archive's order
 * reads the archive once. Nothing is written to disk.
 */
final class Archive implements Closeable {
  private final Opener container;
  private final ArchiveFormat format;
  private final Limits limits;
  private @Nullable ArchiveCursor idle;

  Archive(Opener container, ArchiveFormat format, Limits limits) {
    this.container = container;
    this.format = format;
    this.limits = limits;
  }

  /** Opens the stored bytes of the member at this position, counted from 0. */
  Opener member(int position) {
    return () -> {
      ArchiveCursor cursor = takeBefore(position);
      try {
        while (cursor.position() < position) {
          if (cursor.next() == null) {
            throw new IOException("archive changed while it was read");
          }
        }
        return new Member(cursor);
      } catch (IOException failure) {
        cursor.close();
        throw failure;
      }
    };
  }

  /** Gives up the cursor left behind; members can still be opened. */
  @Override
  public synchronized void close() throws IOException {
    ArchiveCursor left = idle;
    idle = null;
    if (left != null) {
      left.close();
    }
  }

  private synchronized ArchiveCursor takeBefore(int position) throws IOException {
    ArchiveCursor left = idle;
    if (left != null && left.position() < position) {
      idle = null;
      return left;
    }
    return new ArchiveCursor(format, container.open(), limits);
  }

  private synchronized void giveBack(ArchiveCursor cursor) throws IOException {
    close();
    idle = cursor;
  }

  private final class Member extends FilterInputStream {
    private final ArchiveCursor cursor;
    private boolean closed;
    private boolean broken;

    Member(ArchiveCursor cursor) {
      super(cursor.content());
      this.cursor = cursor;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (closed) {
        throw new IOException("closed");
      }
      try {
        return in.read(buffer, offset, length);
      } catch (IOException failure) {
        broken = true;
        throw failure;
      }
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      if (broken) {
        cursor.close();
      } else {
        giveBack(cursor);
      }
    }
  }
}
