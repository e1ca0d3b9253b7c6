package io.fizzle.history.digest;

import io.fizzle.history.analysis.News;
import io.fizzle.history.settings.Secret;
import io.fizzle.history.settings.Smtp;
import io.fizzle.history.settings.Smtp.Security;
import io.fizzle.report.Ink;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.util.MailConnectException;

/** Mail by SMTP, as text and as HTML in one message. */
public final class MailChannel implements Channel {
  private static final int WIDTH = 76;

  /**
   * What the mail library says of a certificate of another name, in an exception without a type.
   */
  private static final String OF_ANOTHER = "Can't verify identity";

  private final Smtp smtp;
  private final Optional<Secret> password;
  private final Duration patience;
  private final Optional<SSLSocketFactory> sockets;

  /**
   * A server to mail by.
   *
   * @param password of its user; empty where it has none
   * @param patience for a connection, and again for each answer
   */
  public MailChannel(Smtp smtp, Optional<Secret> password, Duration patience) {
    this(smtp, password, patience, Optional.empty());
  }

  MailChannel(
      Smtp smtp, Optional<Secret> password, Duration patience, Optional<SSLSocketFactory> sockets) {
    this.smtp = smtp;
    this.password = password;
    this.patience = patience;
    this.sockets = sockets;
  }

  @Override
  public String name() {
    return "e-mail by " + smtp.host() + ":" + smtp.port();
  }

  @Override
  public String preview(News news) {
    return "From: "
        + smtp.from()
        + "\nTo: "
        + String.join(", ", smtp.to())
        + "\nSubject: "
        + subject(news)
        + "\n\n"
        + text(news);
  }

  /** The names in it may be of anybody's making: a line feed would begin another header. */
  private static String subject(News news) {
    return ServerWords.shown(news.subject());
  }

  private static String text(News news) {
    return news.document().text(WIDTH, Ink.PLAIN);
  }

  @Override
  public void send(News news) throws NotSent {
    Session session = Session.getInstance(properties());
    try (Transport transport = session.getTransport("smtp")) {
      MimeMessage message = message(session, news);
      String user = smtp.user().isEmpty() ? null : smtp.user();
      transport.connect(smtp.host(), smtp.port(), user, password.map(Secret::reveal).orElse(null));
      transport.sendMessage(message, message.getAllRecipients());
    } catch (MessagingException e) {
      throw new NotSent(words(e));
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    String millis = String.valueOf(patience.toMillis());
    properties.put("mail.smtp.connectiontimeout", millis);
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.writetimeout", millis);
    properties.put("mail.smtp.auth", String.valueOf(!smtp.user().isEmpty()));
    properties.put("mail.smtp.starttls.enable", smtp.security() == Security.STARTTLS);
    properties.put("mail.smtp.starttls.required", smtp.security() == Security.STARTTLS);
    properties.put("mail.smtp.ssl.enable", smtp.security() == Security.TLS);
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    // one address that is refused keeps the digest from nobody else
    properties.put("mail.smtp.sendpartial", "true");
    sockets.ifPresent(factory -> properties.put("mail.smtp.ssl.socketFactory", factory));
    return properties;
  }

  private MimeMessage message(Session session, News news) throws MessagingException {
    MimeMessage message = new Letter(session, smtp.from());
    message.setFrom(new InternetAddress(smtp.from(), true));
    for (String one : smtp.to()) {
      message.addRecipient(MimeMessage.RecipientType.TO, new InternetAddress(one, true));
    }
    message.setSubject(subject(news), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(Instant.now()));
    // RFC 3834: no answering machine shall answer
    message.setHeader("Auto-Submitted", "auto-generated");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(text(news), StandardCharsets.UTF_8.name());
    MimeBodyPart html = new MimeBodyPart();
    html.setText(news.document().html(), StandardCharsets.UTF_8.name(), "html");
    MimeMultipart both = new MimeMultipart("alternative", text, html);
    message.setContent(both);
    message.saveChanges();
    return message;
  }

  /** A message whose id tells neither this machine nor its user. */
  private static final class Letter extends MimeMessage {
    private final String domain;

    Letter(Session session, String from) {
      super(session);
      domain = from.substring(from.indexOf('@') + 1);
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + UUID.randomUUID() + "@" + domain + ">");
    }
  }

  private String words(MessagingException problem) {
    Throwable root = root(problem);
    if (problem instanceof AuthenticationFailedException) {
      return "it does not accept user " + smtp.user() + " with this password: " + said(problem);
    }
    if (problem instanceof SendFailedException refused) {
      return refused(refused);
    }
    if (root instanceof GeneralSecurityException
        || root instanceof SSLException
        || said(root).startsWith(OF_ANOTHER)) {
      return "no safe connection: "
          + said(root)
          + ". Its certificate must be of a name that it was called by and of an authority that"
          + " Java trusts (javax.net.ssl.trustStore)";
    }
    if (problem instanceof MailConnectException) {
      return "no connection: " + root.getClass().getSimpleName() + ": " + said(root);
    }
    String hint =
        said(problem).contains("STARTTLS is required")
            ? ". Set security to tls, where it listens for that, or to none"
            : "";
    return said(problem) + (root == problem ? "" : ": " + said(root)) + hint;
  }

  private String refused(SendFailedException refused) {
    Address[] invalid = refused.getInvalidAddresses();
    Address[] sent = refused.getValidSentAddresses();
    String who =
        invalid == null || invalid.length == 0
            ? "the message"
            : Arrays.stream(invalid).map(Address::toString).collect(Collectors.joining(", "));
    String rest = sent == null || sent.length == 0 ? "" : "; it was sent to the others";
    return "it refuses " + who + ": " + said(root(refused)) + rest;
  }

  private static Throwable root(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null || root instanceof MessagingException) {
      Throwable next =
          root instanceof MessagingException mail && mail.getNextException() != null
              ? mail.getNextException()
              : root.getCause();
      if (next == null) {
        return root;
      }
      root = next;
    }
    return root;
  }

  private String said(Throwable problem) {
    String message = problem.getMessage();
    String text = message == null ? problem.getClass().getSimpleName() : message;
    return ServerWords.shown(text, password.stream().toArray(Secret[]::new));
  }
}
