package io.fizzle.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Ids that are the same wherever and however often the same thing is recorded: a letter and twelve
 * characters of a hash, 60 bits. Among a million ids two are equal with a chance of one in two
 * million.
 */
public final class Ids {
  /** Crockford's alphabet: no letter that looks like another or like a digit. */
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private static final int LENGTH = 12;
  private static final int BITS = 5;

  private Ids() {}

  /** The id of what these parts identify together. */
  public static String of(char kind, String... parts) {
    byte[] hash = sha256().digest(String.join("\u0000", parts).getBytes(StandardCharsets.UTF_8));
    long bits = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bits = bits << Byte.SIZE | hash[i] & 0xff;
    }
    StringBuilder id = new StringBuilder().append(kind);
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt((int) (bits >>> (Long.SIZE - BITS * (i + 1)) & 31)));
    }
    return id.toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
