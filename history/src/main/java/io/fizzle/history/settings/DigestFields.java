package io.fizzle.history.settings;

import io.fizzle.history.settings.SettingsFile.Mistake;
import io.fizzle.history.settings.Smtp.Security;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads where digests go. What is secret stands in the environment or in a file of its own: a
 * configuration is shown, copied and kept under version control.
 *
 * @param configuration the file that is read; the others are named from its folder
 */
record DigestFields(Path configuration) {
  /** Known below {@code digest}; {@code webhook} is, to say where it belongs. */
  static final Set<String> KEYS = Set.of("smtp", "webhook", "webhook_file");

  private static final Set<String> SMTP =
      Set.of("host", "port", "security", "user", "password", "password_file", "from", "to");

  /** One address as a server takes it: no name, no list, nothing that ends a header's line. */
  private static final Pattern ADDRESS =
      Pattern.compile("[\\x21-\\x7e&&[^@<>,;:\"()\\\\\\[\\]]]{1,64}@[A-Za-z0-9.-]{1,253}");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");

  Digests digest(@Nullable Fields fields) throws Mistake {
    if (fields == null) {
      return Digests.NONE;
    }
    if (fields.has("webhook")) {
      throw fields.at(
          "webhook",
          "whoever knows this address may post there; put it into FIZZLE_DIGEST_WEBHOOK, or into a"
              + " file that only you can read and name that with webhook_file");
    }
    Fields smtp = fields.below("smtp", SMTP);
    return new Digests(
        smtp == null ? Optional.empty() : Optional.of(smtp(smtp)), file(fields, "webhook_file"));
  }

  private Smtp smtp(Fields fields) throws Mistake {
    if (fields.has("password")) {
      throw fields.at(
          "password",
          "a password does not belong here; put it into FIZZLE_SMTP_PASSWORD, or into a file that"
              + " only you can read and name that with password_file");
    }
    String host = needed(fields, "host");
    if (!HOST.matcher(host).matches()) {
      throw fields.at("host", "write the name of a server, like smtp.example.org, not " + host);
    }
    Security security = security(fields);
    String user = fields.text("user");
    if (!user.isEmpty() && security == Security.NONE) {
      throw fields.at(
          "user", "a password is sent encrypted or not at all; set security to starttls or tls");
    }
    if (user.isEmpty() && fields.has("password_file")) {
      throw fields.at("password_file", "whose password is it? Give user too");
    }
    List<String> to = fields.texts("to", "[data-platform@example.org]");
    if (to.isEmpty()) {
      throw missing(fields, "to", "[data-platform@example.org]");
    }
    for (String one : to) {
      address(fields, "to", one);
    }
    return new Smtp(
        host,
        fields.number("port", security.port(), 1, 65_535),
        security,
        user,
        file(fields, "password_file"),
        address(fields, "from", needed(fields, "from")),
        to);
  }

  private static Security security(Fields fields) throws Mistake {
    String text = fields.text("security");
    if (text.isEmpty()) {
      return Security.STARTTLS;
    }
    return Arrays.stream(Security.values())
        .filter(one -> one.id().equals(text))
        .findFirst()
        .orElseThrow(() -> fields.at("security", "write starttls, tls or none, not " + text));
  }

  private static String needed(Fields fields, String key) throws Mistake {
    String text = fields.text(key);
    if (text.isEmpty()) {
      throw missing(fields, key, key.equals("host") ? "smtp.example.org" : "fizzle@example.org");
    }
    return text;
  }

  private static Mistake missing(Fields fields, String key, String example) {
    return fields.at(key, "missing; write " + key + ": " + example);
  }

  private static String address(Fields fields, String key, String text) throws Mistake {
    if (!ADDRESS.matcher(text).matches()) {
      throw fields.at(key, "write an address like fizzle@example.org, not " + text);
    }
    return text;
  }

  private String file(Fields fields, String key) throws Mistake {
    String text = fields.text(key);
    return text.isEmpty()
        ? ""
        : configuration.toAbsolutePath().resolveSibling(text).normalize().toString();
  }
}
