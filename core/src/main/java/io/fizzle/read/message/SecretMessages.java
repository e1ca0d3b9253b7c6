package io.fizzle.read.message;

import static io.fizzle.read.message.Specificity.CAUSE;
import static io.fizzle.signal.FailureKind.INVALID_CONFIGURATION;
import static io.fizzle.signal.FailureKind.SECRET_MISMATCH;
import static io.fizzle.signal.FailureKind.VERSION_CONFLICT;

import java.util.List;

/**
 * A part of {@link ShuffleMessages}: how Spark's processes and shuffle services prove to each other
 * that they belong together ({@code spark.authenticate}), and what one says that does not
 * understand the other. Texts: {@code SparkSaslServer}, {@code SaslMessage}, {@code
 * AuthRpcHandler}, {@code BlockTransferMessage} of Spark 1.6 to 4.2, {@code DigestMD5Server} of the
 * JDK. Hadoop logs in with the same mechanism, so that Spark's own frames or a fetch must stand
 * beside it.
 */
final class SecretMessages {
  /** The service knows a secret, and it is not the one that was used. */
  static final String REFUSED_SECRET =
      "SaslException: DIGEST-MD5: |Authentication failed\\."
          + "|Password cannot be null if SASL is enabled";

  private static final String MAGIC = "-(?:22|[56])\\b";

  /** One side speaks of a secret ({@code TAG_BYTE} of its messages), the other knows of none. */
  static final String ONE_SIDE_ONLY =
      "Expected SaslMessage, received something else|Unknown challenge message\\."
          + "|Unknown message type: "
          + MAGIC;

  private static final String SPARKS = "apache.spark.network.";

  static final List<MessageRule> RULES =
      List.of(
          MessageRule.of(SECRET_MISMATCH, CAUSE)
              .type("SaslException")
              .text("DIGEST-MD5: ")
              .frame(SPARKS),
          MessageRule.of(SECRET_MISMATCH, CAUSE)
              .type("SaslException")
              .text("DIGEST-MD5: ")
              .within("FetchFailedException"),
          MessageRule.of(SECRET_MISMATCH, CAUSE)
              .text("Authentication failed.", "Password cannot be null if SASL is enabled")
              .pattern("^(?:Authentication failed\\.|Password cannot be null if SASL is enabled)$")
              .frame(SPARKS),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .type("IllegalStateException")
              .text("Expected SaslMessage, received something else"),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .type("IllegalArgumentException")
              .text("Unknown challenge message.")
              .frame(SPARKS),
          MessageRule.of(INVALID_CONFIGURATION, CAUSE)
              .type("IllegalArgumentException")
              .text("Unknown message type: ")
              .pattern("^Unknown message type: " + MAGIC)
              .frame(SPARKS),
          MessageRule.of(VERSION_CONFLICT, CAUSE)
              .type("IllegalArgumentException")
              .text("Unknown message type: ")
              .pattern("^Unknown message type: \\d{1,3}\\b")
              .frame(SPARKS));

  private SecretMessages() {}
}
