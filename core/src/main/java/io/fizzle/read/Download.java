package io.fizzle.read;

import io.fizzle.read.rest.Web;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The file behind an address, fetched once into a nameless temporary file, so that it can be read
 * more than once and cannot change in between. Deleted on close, at the latest when the JVM ends.
 *
 * @param copy where it lies
 * @param size its bytes
 */
record Download(Path copy, long size) implements Opener, Closeable {
  private static final int BUFFER = 1 << 16;

  static boolean isAddress(String place) {
    return place.regionMatches(true, 0, "http://", 0, 7)
        || place.regionMatches(true, 0, "https://", 0, 8);
  }

  /** The address without user, password and query, which may hold secrets. */
  static String shownName(String address) {
    return address.replaceFirst("//[^/@]{1,500}@", "//").replaceFirst("[?#].*$", "");
  }

  static Download fetch(Web web, String address, Limits limits) throws IOException {
    try (Web.Reply reply = web.get(address)) {
      if (!reply.isOk()) {
        throw new IOException(Web.meaning(reply.status()));
      }
      return store(reply.body(), limits);
    }
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(copy);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(copy);
  }

  /**
   * Copies within the limits; a server that falls silent is left by closing the body under the
   * copier.
   */
  static Download store(InputStream body, Limits limits) throws IOException {
    Path file = Files.createTempFile("fizzle-", ".download");
    file.toFile().deleteOnExit();
    FutureTask<Long> copying = new FutureTask<>(() -> copy(body, file, limits.downloadBytes()));
    Thread copier = new Thread(copying, "fizzle-download");
    copier.setDaemon(true);
    copier.start();
    try {
      long size = copying.get(limits.downloadTime().toMillis(), TimeUnit.MILLISECONDS);
      return new Download(file, size);
    } catch (ExecutionException failed) {
      Files.deleteIfExists(file);
      Throwable cause = failed.getCause();
      throw new IOException(cause == null ? "broke" : cause.getMessage(), failed);
    } catch (TimeoutException late) {
      Files.deleteIfExists(file);
      throw new IOException("not done after " + limits.downloadTime().toSeconds() + " s", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      Files.deleteIfExists(file);
      throw new IOException("interrupted", interrupted);
    }
  }

  private static long copy(InputStream body, Path file, long most) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        size += read;
        if (size > most) {
          throw new IOException("larger than " + most + " bytes");
        }
        out.write(buffer, 0, read);
      }
    }
    return size;
  }
}
