package io.fizzle.history.settings;

import java.util.List;
import java.util.Locale;

/**
 * The server that digests are mailed by.
 *
 * @param port 1 to 65535
 * @param user to authenticate as; empty where the server asks for nobody
 * @param passwordFile holds the user's password; empty where the environment does
 * @param from the sender's address
 * @param to addresses, at least one
 */
public record Smtp(
    String host,
    int port,
    Security security,
    String user,
    String passwordFile,
    String from,
    List<String> to) {
  public Smtp {
    to = List.copyOf(to);
  }

  /** How the connection is kept from others. */
  public enum Security {
    /** It begins in the clear, and nothing is said before it is encrypted (RFC 3207). */
    STARTTLS(587),
    /** Encrypted from the first byte (RFC 8314, 3.3). */
    TLS(465),
    /** In the clear, for a relay on this machine or in the same network. */
    NONE(25);

    private final int port;

    Security(int port) {
      this.port = port;
    }

    /** The port that is usual for it. */
    public int port() {
      return port;
    }

    /** The name in the configuration file. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
