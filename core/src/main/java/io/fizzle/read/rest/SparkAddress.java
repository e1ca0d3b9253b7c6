package io.fizzle.read.rest;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address of a driver's UI or of a History Server, as people copy it from a browser.
 *
 * @param base what {@code /api/v1} is put behind: the server, with the path under which a proxy
 *     serves it
 * @param application the application that the address names, null where it names none
 * @param attempt its attempt, null where it names none
 * @param sure false where it may be the address of something else
 */
public record SparkAddress(
    String base, @Nullable String application, @Nullable String attempt, boolean sure) {
  private static final Pattern API =
      Pattern.compile(
          "^(.{0,1000}?)/api/v1(?:/applications(?:/([^/]{1,300}))?(?:/(\\d{1,6})(?=/|$))?.{0,1000})?/?$");

  /** {@code HistoryServer}: {@code /history/<application>[/<attempt>]/<page>}. */
  private static final Pattern HISTORY =
      Pattern.compile("^(.{0,1000}?)/history/([^/]{1,300})(?:/(\\d{1,6}))?(?:/.{0,1000})?$");

  /** YARN's {@code WebAppProxyServlet}: behind it lies the UI of one application. */
  private static final Pattern PROXY =
      Pattern.compile(
          "^(.{0,1000}?/proxy/(?:redirect/)?application_\\d{1,14}_\\d{4,10})(?:/.{0,1000})?$");

  /** Pages of {@code SparkUI}. */
  private static final Pattern PAGE =
      Pattern.compile(
          "^(.{0,1000}?)/(?:jobs|stages|storage|environment|executors|SQL|StreamingQuery|streaming"
              + "|sqlserver|connect)(?:/.{0,300})?$");

  private static final Set<String> FILES =
      Set.of("log", "gz", "zip", "tgz", "tar", "txt", "json", "zst", "zstd", "lz4", "out", "err");

  /** What an address means; null where it is a file's. */
  public static @Nullable SparkAddress of(String address) {
    URI uri;
    try {
      uri = URI.create(address.strip().replace(" ", "%20"));
    } catch (IllegalArgumentException malformed) {
      return null;
    }
    String path = uri.getPath() == null ? "" : uri.getPath();
    String query = uri.getQuery();
    String server = uri.getScheme() + "://" + uri.getRawAuthority();
    for (Pattern pattern : List.of(API, HISTORY)) {
      Matcher match = pattern.matcher(path);
      if (match.matches()) {
        return new SparkAddress(server + match.group(1), match.group(2), match.group(3), true);
      }
    }
    for (Pattern pattern : List.of(PROXY, PAGE)) {
      Matcher match = pattern.matcher(path);
      if (match.matches()) {
        return new SparkAddress(server + match.group(1), null, null, true);
      }
    }
    String file = path.substring(path.lastIndexOf('/') + 1);
    boolean named = FILES.contains(file.substring(file.lastIndexOf('.') + 1)) && file.contains(".");
    return named || query != null && !query.isEmpty()
        ? null
        : new SparkAddress(server + path.replaceFirst("/+$", ""), null, null, false);
  }

  /** An address of the API. */
  String api(String path) {
    return base + "/api/v1" + path;
  }
}
