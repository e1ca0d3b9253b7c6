package io.fizzle.history.digest;

import io.fizzle.history.settings.Secret;
import java.util.regex.Pattern;

/** What a server said, fit to be shown: on one line, not too long, and without the secret. */
final class ServerWords {
  private static final int LONGEST = 200;
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cc}\\p{Cf}]+");

  private ServerWords() {}

  static String shown(String said, Secret... secrets) {
    String open = said;
    for (Secret secret : secrets) {
      open = open.replace(secret.reveal(), secret.toString());
    }
    String line = BLANKS.matcher(open).replaceAll(" ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
