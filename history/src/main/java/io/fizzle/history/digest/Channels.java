package io.fizzle.history.digest;

import io.fizzle.history.settings.Digests;
import io.fizzle.history.settings.Secret;
import io.fizzle.history.settings.Secret.Unreadable;
import io.fizzle.history.settings.Smtp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ways to people that are configured. */
public final class Channels {
  /** Holds the password of the mail server's user. */
  public static final String PASSWORD = "FIZZLE_SMTP_PASSWORD";

  /** Holds the webhook's address. */
  public static final String WEBHOOK = "FIZZLE_DIGEST_WEBHOOK";

  /** For a connection, and again for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Channels() {}

  /**
   * Each of them, ready to send.
   *
   * @param environment of the process, where secrets may be
   * @throws Unusable where one is configured that cannot be used
   */
  public static List<Channel> of(Digests digests, Map<String, String> environment) throws Unusable {
    List<Channel> channels = new ArrayList<>();
    try {
      if (digests.smtp().isPresent()) {
        channels.add(mail(digests.smtp().get(), environment));
      }
      Optional<Secret> webhook = Secret.find(environment, WEBHOOK, digests.webhookFile());
      if (webhook.isPresent()) {
        channels.add(WebhookChannel.of(webhook.get(), PATIENCE));
      }
      return channels;
    } catch (Unreadable e) {
      throw new Unusable("digest: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new Unusable("digest: " + e.getMessage());
    }
  }

  private static MailChannel mail(Smtp smtp, Map<String, String> environment)
      throws Unreadable, Unusable {
    if (smtp.user().isEmpty()) {
      return new MailChannel(smtp, Optional.empty(), PATIENCE);
    }
    Optional<Secret> password = Secret.find(environment, PASSWORD, smtp.passwordFile());
    if (password.isEmpty()) {
      throw new Unusable(
          "digest.smtp.user: there is no password for "
              + smtp.user()
              + ". Put it into "
              + PASSWORD
              + ", or into a file that only you can read and name that with password_file");
    }
    return new MailChannel(smtp, password, PATIENCE);
  }

  /** A channel that is configured cannot be used; the message says which, why and what to do. */
  public static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message);
    }
  }
}
