package io.fizzle.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int BUFFER = 1 << 16;

  static boolean isAddress(String place) {
    return place.regionMatches(true, 0, "http://", 0, 7)
        || place.regionMatches(true, 0, "https://", 0, 8);
  }

  /** The address without user, password and query, which may hold secrets. */
  static String shownName(String address) {
    return address.replaceFirst("//[^/@]{1,500}@", "//").replaceFirst("[?#].*$", "");
  }

  static Download fetch(String address, Limits limits) throws IOException {
    if (limits.downloadBytes() == 0) {
      throw new IOException("fetching is switched off");
    }
    HttpResponse<InputStream> response = answer(address);
    try (InputStream body = response.body()) {
      if (response.statusCode() != OK) {
        throw new IOException("the server answered with status " + response.statusCode());
      }
      return store(body, limits);
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

  private static HttpResponse<InputStream> answer(String address) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address)).timeout(ANSWER).GET().build();
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IllegalArgumentException malformed) {
      throw new IOException("the address is malformed", malformed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  /**
   * Copies within the limits; a server that falls silent is left by closing the body under the
   * copier.
   */
  private static Download store(InputStream body, Limits limits) throws IOException {
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
