package io.fizzle.history.digest;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server in this process that keeps what it gets. */
final class MailServer implements AutoCloseable {
  static final String USER = "fizzle";
  static final String PASSWORD = "s3cret of the mail";

  /** What it keeps of one delivery. */
  record Delivery(String recipient, String content) {
    MimeMessage message() throws MessagingException {
      return new MimeMessage(
          Session.getInstance(new Properties()),
          new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private final SMTPServer server;
  private final List<Delivery> deliveries = new ArrayList<>();

  private MailServer(SMTPServer.Builder builder) throws IOException {
    server =
        builder
            .bindAddress(InetAddress.getLoopbackAddress())
            .simpleMessageListener(
                new SimpleMessageListener() {
                  @Override
                  public boolean accept(String from, String recipient) {
                    return !recipient.startsWith("gone@");
                  }

                  @Override
                  public void deliver(String from, String recipient, InputStream data)
                      throws IOException {
                    String content = new String(data.readAllBytes(), StandardCharsets.UTF_8);
                    synchronized (deliveries) {
                      deliveries.add(new Delivery(recipient, content));
                    }
                  }
                })
            .build();
    server.start();
  }

  static MailServer plain() throws IOException {
    return new MailServer(SMTPServer.port(0));
  }

  /** Asks for STARTTLS and for its user before anything else. */
  static MailServer startTls(SSLContext context) throws IOException {
    return new MailServer(
        authenticated(SMTPServer.port(0)).startTlsSocketFactory(context).requireTLS());
  }

  static MailServer tls(SSLContext context) throws IOException {
    return new MailServer(authenticated(SMTPServer.port(0)).serverSocketFactory(context));
  }

  private static SMTPServer.Builder authenticated(SMTPServer.Builder builder) {
    return builder
        .requireAuth()
        .authenticationHandlerFactory(
            new EasyAuthenticationHandlerFactory(
                (user, password, context) -> {
                  if (!user.equals(USER) || !password.equals(PASSWORD)) {
                    throw new LoginFailedException();
                  }
                }));
  }

  int port() {
    return server.getPortAllocated();
  }

  List<Delivery> deliveries() {
    synchronized (deliveries) {
      return List.copyOf(deliveries);
    }
  }

  @Override
  public void close() {
    server.stop();
  }

  /** Keys and trust for a certificate of this name that is made here and now. */
  static SSLContext certificate(Path folder, String name) throws Exception {
    Path file = folder.resolve(name + ".p12");
    String password = "changeit";
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "mail",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                password,
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IllegalStateException("keytool made no certificate");
    }
    return context(file, password.toCharArray());
  }

  private static SSLContext context(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("mail", store.getCertificate("mail"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
