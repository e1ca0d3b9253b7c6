package io.fizzle.history.digest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fizzle.history.analysis.News;
import io.fizzle.history.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An incoming webhook as Slack has them; Mattermost, Rocket.Chat and others take the same. The
 * address is a secret: whoever has it may post there.
 */
public final class WebhookChannel implements Channel {
  /** Mattermost takes 16,383 characters, Slack 40,000. */
  private static final int MOST_CHARACTERS = 12_000;

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private final URI address;
  private final Secret secret;
  private final Duration patience;

  private WebhookChannel(URI address, Secret secret, Duration patience) {
    this.address = address;
    this.secret = secret;
    this.patience = patience;
  }

  /**
   * A webhook.
   *
   * @param secret its address
   * @param patience for a connection, and again for an answer
   * @throws IllegalArgumentException where it is no such address; the message does not show it
   */
  public static WebhookChannel of(Secret secret, Duration patience) {
    URI address;
    try {
      address = new URI(secret.reveal());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the webhook's address is none");
    }
    String scheme = address.getScheme();
    String host = address.getHost();
    if (scheme == null || host == null || address.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "the webhook's address is none: write https://hooks.example.org/…");
    }
    boolean safe =
        scheme.equalsIgnoreCase("https")
            || scheme.equalsIgnoreCase("http")
                && THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT));
    if (!safe) {
      throw new IllegalArgumentException(
          "the webhook's address does not begin with https://: it and the digest would be sent in"
              + " the clear");
    }
    return new WebhookChannel(address, secret, patience);
  }

  @Override
  public String name() {
    return "webhook at " + address.getHost();
  }

  @Override
  public String preview(News news) {
    return payload(news) + "\n";
  }

  private static String payload(News news) {
    String text = "*" + news.subject() + "*\n" + news.document().mrkdwn(MOST_CHARACTERS);
    try {
      return JSON.writeValueAsString(Map.of("text", text));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a text", e);
    }
  }

  @Override
  public void send(News news) throws NotSent {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(patience)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(payload(news)))
            .build();
    // a redirection would carry the digest elsewhere
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    HttpResponse<String> answer;
    try {
      answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (HttpConnectTimeoutException e) {
      throw new NotSent("no connection within " + patience.toSeconds() + " s");
    } catch (HttpTimeoutException e) {
      throw new NotSent(
          "no answer within " + patience.toSeconds() + " s; it may have been posted all the same");
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new NotSent("no connection: " + ServerWords.shown(why, secret));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotSent("interrupted");
    }
    if (answer.statusCode() / 100 != 2) {
      throw new NotSent(refusal(answer));
    }
  }

  private String refusal(HttpResponse<String> answer) {
    int status = answer.statusCode();
    String hint =
        status == 401 || status == 403 || status == 404 || status == 410
            ? ". Is the address right, and the webhook still there?"
            : status / 100 == 3 ? ". It is elsewhere now; give the new address" : "";
    String said = ServerWords.shown(answer.body(), secret);
    return "refused with status " + status + (said.isEmpty() ? "" : ": " + said) + hint;
  }
}
