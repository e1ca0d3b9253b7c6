package io.fizzle.report;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * A source's name as an address (RFC 3986): relative where the user gave a relative path, so that a
 * code host finds the file in its repository.
 *
 * @param uri percent-encoded
 * @param base what a relative address starts from, a {@code file:} address that ends with a slash;
 *     empty where it starts from wherever the reader keeps the files
 */
record SourceAddress(String uri, String base) {

  /** Where the folder of all absolute names stands in a run's {@code originalUriBaseIds}. */
  static final String BASE_ID = "SOURCES";

  static SourceAddress of(String name, Names names) {
    if (name.matches("https?://.{1,4000}")) {
      return new SourceAddress(encoded("", name.replaceFirst("\\?.*", "")), "");
    }
    String forward = name.replace('\\', '/');
    if (!forward.startsWith("/")) {
      return new SourceAddress(encoded("", relative(forward)), "");
    }
    String folder = names.folder();
    return folder.startsWith("/") && forward.startsWith(folder)
        ? new SourceAddress(
            encoded("", relative(forward.substring(folder.length()))), encoded("file://", folder))
        : new SourceAddress(encoded("file://", forward), "");
  }

  /** A first segment with a colon would be read as a scheme. */
  private static String relative(String path) {
    String plain = path.startsWith("./") ? path.substring(2) : path;
    int colon = plain.indexOf(':');
    int slash = plain.indexOf('/');
    return colon >= 0 && (slash < 0 || colon < slash) ? "./" + plain : plain;
  }

  private static String encoded(String lead, String path) {
    try {
      return lead + new URI(null, null, Printable.of(path), null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a path alone is always an address: " + path, e);
    }
  }
}
