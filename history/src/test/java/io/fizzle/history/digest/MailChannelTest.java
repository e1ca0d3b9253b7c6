package io.fizzle.history.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fizzle.history.analysis.News;
import io.fizzle.history.digest.Channel.NotSent;
import io.fizzle.history.settings.Secret;
import io.fizzle.history.settings.Smtp;
import io.fizzle.history.settings.Smtp.Security;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailChannelTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TempDir private Path folder;

  private static Smtp smtp(int port, Security security, String... to) {
    return new Smtp(
        "localhost",
        port,
        security,
        security == Security.NONE ? "" : MailServer.USER,
        "",
        "fizzle@example.org",
        List.of(to));
  }

  private static MailChannel channel(Smtp smtp, String password, SSLContext context) {
    return new MailChannel(
        smtp,
        smtp.user().isEmpty() ? Optional.empty() : Optional.of(Secret.of(password)),
        PATIENCE,
        Optional.of(context.getSocketFactory()));
  }

  private static String problem(Channel channel, News news) {
    NotSent problem = catchThrowableOfType(NotSent.class, () -> channel.send(news));
    assertThat(problem).isNotNull();
    return problem.getMessage();
  }

  @Test
  void everyRecipientGetsTextAndHtmlInOneMessage() throws Exception {
    News news = SampleNews.of(folder, "invoices");
    try (MailServer server = MailServer.plain()) {
      new MailChannel(
              smtp(server.port(), Security.NONE, "one@example.org", "two@example.org"),
              Optional.empty(),
              PATIENCE)
          .send(news);

      assertThat(server.deliveries())
          .extracting(MailServer.Delivery::recipient)
          .containsExactlyInAnyOrder("one@example.org", "two@example.org");
      MimeMessage message = server.deliveries().get(0).message();
      assertThat(message.getSubject())
          .isEqualTo("Spark: 1 of 2 runs failed, 1 failure not seen before");
      assertThat(message.getHeader("From", ",")).isEqualTo("fizzle@example.org");
      assertThat(message.getHeader("To", ",")).isEqualTo("one@example.org, two@example.org");
      assertThat(message.getHeader("Auto-Submitted", ",")).isEqualTo("auto-generated");
      assertThat(message.getMessageID()).endsWith("@example.org>");
      Multipart parts = (Multipart) message.getContent();
      assertThat(parts.getContentType()).startsWith("multipart/alternative");
      assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
      assertThat(parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
          .isEqualTo(news.document().text(76, io.fizzle.report.Ink.PLAIN));
      assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
      assertThat(parts.getBodyPart(1).getContent().toString()).contains("<h2>What is new</h2>");
    }
  }

  @Test
  void theNameOfAnApplicationIsNoHeaderAndNoMarkup() throws Exception {
    News news = SampleNews.of(folder, SampleNews.HOSTILE);
    try (MailServer server = MailServer.plain()) {
      new MailChannel(
              smtp(server.port(), Security.NONE, "one@example.org"), Optional.empty(), PATIENCE)
          .send(news);

      assertThat(server.deliveries())
          .extracting(MailServer.Delivery::recipient)
          .containsExactly("one@example.org");
      MimeMessage message = server.deliveries().get(0).message();
      assertThat(Collections.list(message.getAllHeaders()))
          .extracting(jakarta.mail.Header::getName)
          .doesNotContain("Bcc");
      Multipart parts = (Multipart) message.getContent();
      assertThat(parts.getCount()).isEqualTo(2);
      assertThat(parts.getBodyPart(1).getContent().toString())
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
          .doesNotContain("<script");
    }
  }

  @Test
  void aSubjectIsOneLineWhateverTheProjectIsCalled() throws Exception {
    News plain = SampleNews.of(folder, "invoices");
    News news =
        new News(
            new io.fizzle.history.analysis.Analysis(
                plain.analysis().window(),
                "project x\r\nBcc: all@example.org",
                plain.analysis().summary(),
                plain.analysis().previous(),
                List.of(),
                java.util.Map.of(),
                List.of(),
                0,
                List.of(),
                List.of(),
                plain.analysis().cost()),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    try (MailServer server = MailServer.plain()) {
      Channel channel =
          new MailChannel(
              smtp(server.port(), Security.NONE, "one@example.org"), Optional.empty(), PATIENCE);
      channel.send(news);

      String content = server.deliveries().get(0).content();
      assertThat(content.substring(0, content.indexOf("\r\n\r\n")))
          .doesNotContain("\nBcc:")
          .contains("Subject: Spark (project x Bcc: all@example.org): 1 of 2 runs failed");
      assertThat(channel.preview(news).lines().skip(2).findFirst())
          .contains(
              "Subject: Spark (project x Bcc: all@example.org): 1 of 2 runs failed, nothing new");
    }
  }

  @Test
  void starttlsAndAPasswordAreUsedWhereAskedFor() throws Exception {
    News news = SampleNews.of(folder, "invoices");
    SSLContext context = MailServer.certificate(folder, "localhost");
    try (MailServer server = MailServer.startTls(context)) {
      Smtp smtp = smtp(server.port(), Security.STARTTLS, "one@example.org");
      channel(smtp, MailServer.PASSWORD, context).send(news);

      assertThat(server.deliveries()).hasSize(1);
      assertThat(problem(channel(smtp, "another one", context), news))
          .startsWith("it does not accept user fizzle with this password")
          .doesNotContain("another one");
    }
  }

  @Test
  void tlsFromTheFirstByteWorksToo() throws Exception {
    News news = SampleNews.of(folder, "invoices");
    SSLContext context = MailServer.certificate(folder, "localhost");
    try (MailServer server = MailServer.tls(context)) {
      channel(smtp(server.port(), Security.TLS, "one@example.org"), MailServer.PASSWORD, context)
          .send(news);

      assertThat(server.deliveries()).hasSize(1);
    }
  }

  @Test
  void nothingIsSentInTheClearWhereStarttlsWasAskedFor() throws Exception {
    News news = SampleNews.of(folder, "invoices");
    try (MailServer server = MailServer.plain()) {
      assertThat(
              problem(
                  channel(
                      smtp(server.port(), Security.STARTTLS, "one@example.org"),
                      MailServer.PASSWORD,
                      SSLContext.getDefault()),
                  news))
          .contains("STARTTLS is required")
          .contains("Set security to tls");
      assertThat(server.deliveries()).isEmpty();
    }
  }

  @Test
  void aCertificateOfAnotherNameOrOfNobodyIsRefused() throws Exception {
    News news = SampleNews.of(folder, "invoices");
    SSLContext other = MailServer.certificate(folder, "elsewhere.example.org");
    for (Security security : List.of(Security.STARTTLS, Security.TLS)) {
      try (MailServer server =
          security == Security.TLS ? MailServer.tls(other) : MailServer.startTls(other)) {
        Smtp smtp = smtp(server.port(), security, "one@example.org");

        assertThat(problem(channel(smtp, MailServer.PASSWORD, other), news))
            .as("another name, %s", security)
            .startsWith("no safe connection");
        assertThat(problem(channel(smtp, MailServer.PASSWORD, SSLContext.getDefault()), news))
            .as("no authority, %s", security)
            .startsWith("no safe connection");
        assertThat(server.deliveries()).isEmpty();
      }
    }
  }

  @Test
  void anAddressThatIsRefusedKeepsTheDigestFromNobodyElse() throws Exception {
    News news = SampleNews.of(folder, "invoices");
    try (MailServer server = MailServer.plain()) {
      MailChannel channel =
          new MailChannel(
              smtp(server.port(), Security.NONE, "gone@example.org", "one@example.org"),
              Optional.empty(),
              PATIENCE);

      assertThat(problem(channel, news))
          .startsWith("it refuses gone@example.org")
          .endsWith("it was sent to the others");
      assertThat(server.deliveries())
          .extracting(MailServer.Delivery::recipient)
          .containsExactly("one@example.org");
    }
  }

  @Test
  void aServerThatIsNotThereOrSaysNothingIsTold() throws Exception {
    News news = SampleNews.of(folder, "invoices");
    int free;
    try (ServerSocket silent = new ServerSocket(0)) {
      free = silent.getLocalPort();
      MailChannel channel =
          new MailChannel(
              smtp(free, Security.NONE, "one@example.org"),
              Optional.empty(),
              Duration.ofMillis(300));
      assertThat(problem(channel, news)).containsIgnoringCase("timed out");
    }
    assertThat(
            problem(
                new MailChannel(
                    smtp(free, Security.NONE, "one@example.org"), Optional.empty(), PATIENCE),
                news))
        .startsWith("no connection: ConnectException");
  }
}
