package io.fizzle.read.rest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks servers by HTTP: with time limits, redirects followed, and an authorization that is sent to
 * the server that was named and to no other.
 */
public final class Web {
  /**
   * Holds the value of the {@code Authorization} header, for example {@code Bearer …}: an option
   * would show it in the list of processes.
   */
  public static final String AUTHORIZATION = "FIZZLE_HTTP_AUTHORIZATION";

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int MOST_REDIRECTS = 5;
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final HttpClient client =
      HttpClient.newBuilder()
          // an attempt to upgrade to HTTP/2 without TLS confuses proxies, and nothing here needs it
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final @Nullable String authorization;

  /**
   * A client.
   *
   * @param authorization value of the header of this name, null for none
   */
  public Web(@Nullable String authorization) {
    this.authorization = authorization;
  }

  /** A client with the authorization of the environment. */
  public static Web ofEnvironment() {
    String value = System.getenv(AUTHORIZATION);
    return new Web(value == null || value.isBlank() ? null : value.strip());
  }

  /**
   * An answer.
   *
   * @param from the address that gave it at last
   * @param type its media type, empty where it tells none
   */
  public record Reply(int status, URI from, String type, InputStream body) implements Closeable {
    public boolean isOk() {
      return status == OK;
    }

    public boolean isPage() {
      return type.toLowerCase(Locale.ROOT).contains("text/html");
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /** Asks; the reply may be of any status that is no redirect. */
  public Reply get(String address) throws IOException {
    return get(address, ANSWER);
  }

  /** As {@link #get(String)}, with so much patience until the answer begins. */
  Reply get(String address, Duration patience) throws IOException {
    URI named = uri(address);
    URI at = named;
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      HttpResponse<InputStream> response =
          send(at, isSameServer(named, at) ? secret(named) : null, patience);
      String to = response.headers().firstValue("Location").orElse("");
      if (response.statusCode() / 100 != 3 || to.isEmpty()) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        return new Reply(response.statusCode(), at, type, response.body());
      }
      response.body().close();
      at = next(at, to);
    }
    throw new IOException("redirects without end");
  }

  /** What a status means to a person, and what to do about it. */
  public static String meaning(int status) {
    return switch (status) {
      case UNAUTHORIZED, FORBIDDEN ->
          "the server wants to know who asks (status "
              + status
              + "); set "
              + AUTHORIZATION
              + " to the value of the Authorization header, for example \"Bearer …\"";
      default -> "the server answered with status " + status;
    };
  }

  private static URI uri(String address) throws IOException {
    try {
      URI uri = new URI(address.strip().replace(" ", "%20"));
      if (uri.getHost() == null) {
        throw new IOException("the address names no host");
      }
      return uri;
    } catch (URISyntaxException malformed) {
      throw new IOException("the address is malformed", malformed);
    }
  }

  private static URI next(URI at, String to) throws IOException {
    URI next;
    try {
      next = at.resolve(to);
    } catch (IllegalArgumentException malformed) {
      throw new IOException("redirected to a malformed address", malformed);
    }
    boolean plain = "http".equalsIgnoreCase(next.getScheme());
    boolean secure = "https".equalsIgnoreCase(next.getScheme());
    if (!plain && !secure || plain && "https".equalsIgnoreCase(at.getScheme())) {
      throw new IOException("redirected from " + at.getScheme() + " to " + next.getScheme());
    }
    return next;
  }

  private static boolean isSameServer(URI one, URI other) {
    return Objects.equals(one.getScheme(), other.getScheme())
        && Objects.equals(one.getHost(), other.getHost())
        && one.getPort() == other.getPort();
  }

  private @Nullable String secret(URI named) {
    String user = named.getUserInfo();
    if (user != null) {
      byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }
    return authorization;
  }

  private HttpResponse<InputStream> send(URI at, @Nullable String secret, Duration patience)
      throws IOException {
    try {
      URI plain =
          new URI(
              at.getScheme(), null, at.getHost(), at.getPort(), at.getPath(), at.getQuery(), null);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(plain)
              .timeout(patience)
              .header("Accept", "application/json, application/octet-stream;q=0.9, */*;q=0.1")
              .GET();
      if (secret != null) {
        request.header("Authorization", secret);
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (URISyntaxException | IllegalArgumentException malformed) {
      throw new IOException("the address is malformed", malformed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } catch (IOException failure) {
      throw new IOException(words(failure, patience), failure);
    }
  }

  private static String words(IOException failure, Duration patience) {
    if (failure.getCause() instanceof UnresolvedAddressException) {
      return "no such host";
    }
    if (failure instanceof HttpConnectTimeoutException) {
      return "no connection within " + CONNECT.toSeconds() + " s";
    }
    if (failure instanceof HttpTimeoutException) {
      return "no answer within " + patience.toSeconds() + " s";
    }
    if (failure instanceof ConnectException) {
      boolean unknown =
          failure.getCause() != null
              && failure.getCause().getCause() instanceof UnresolvedAddressException;
      return unknown ? "no such host" : "nothing listens there, or a firewall is in between";
    }
    if (failure instanceof SSLException) {
      return "no trust in the server's certificate ("
          + failure.getMessage()
          + "); name its authority's with FIZZLE_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE";
    }
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }
}
