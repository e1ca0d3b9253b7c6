package io.fizzle.history.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.fizzle.history.analysis.News;
import io.fizzle.history.digest.Channel.NotSent;
import io.fizzle.history.settings.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChannelTest {
  private static final String PATH = "/services/T000/B000/s3cret";

  @TempDir private Path folder;

  private HttpServer server;
  private final List<String> bodies = new ArrayList<>();
  private int status = 200;
  private String says = "ok";
  private long delay;

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        PATH,
        exchange -> {
          bodies.add(
              exchange.getRequestHeaders().getFirst("Content-Type")
                  + "\n"
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          try {
            Thread.sleep(delay);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          byte[] answer = says.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Location", "http://localhost:1/elsewhere");
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String address() {
    return "http://localhost:" + server.getAddress().getPort() + PATH;
  }

  private WebhookChannel channel() {
    return WebhookChannel.of(Secret.of(address()), Duration.ofSeconds(5));
  }

  private String text() throws Exception {
    String[] parts = bodies.get(0).split("\n", 2);
    assertThat(parts[0]).isEqualTo("application/json; charset=utf-8");
    return new ObjectMapper().readTree(parts[1]).get("text").asText();
  }

  @Test
  void theDigestIsPostedAsText() throws Exception {
    News news = SampleNews.of(folder, "invoices");

    channel().send(news);

    assertThat(text())
        .startsWith("*Spark: 1 of 2 runs failed, 1 failure not seen before*\n")
        .contains("*What failed*\n• sales/invoices: 1 of 2 (50 %) runs failed (heap-oom 1)\n");
    assertThat(channel().preview(news)).isEqualTo(bodies.get(0).split("\n", 2)[1] + "\n");
  }

  @Test
  void theNameOfAnApplicationCallsNobodyAndLinksNowhere() throws Exception {
    channel().send(SampleNews.of(folder, SampleNews.HOSTILE));

    assertThat(text())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;!channel&gt; @\u200bhere")
        .contains("[open]\u200b(https://evil.example.org)")
        .doesNotContain("<!channel>", "@here", "](")
        .doesNotContain("\nBcc:");
  }

  @ParameterizedTest
  @CsvSource({
    "404, no_service, 'refused with status 404: no_service. Is the address right, and the webhook"
        + " still there?'",
    "500, 'oh\r\nno', refused with status 500: oh no",
    "302, '', refused with status 302. It is elsewhere now; give the new address",
  })
  void whatTheServerSaysAgainstItIsTold(int code, String said, String told) {
    status = code;
    says = said;

    assertThat(
            catchThrowableOfType(NotSent.class, () -> channel().send(SampleNews.of(folder, "a"))))
        .hasMessage(told);
    assertThat(bodies).hasSize(1);
  }

  @Test
  void noMessageTellsTheAddress() {
    status = 400;
    says = "no such hook: " + address();
    assertThat(channel().name()).isEqualTo("webhook at localhost");
    assertThat(
            catchThrowableOfType(NotSent.class, () -> channel().send(SampleNews.of(folder, "a"))))
        .hasMessage("refused with status 400: no such hook: (secret)");
    server.stop(0);
    assertThat(
            catchThrowableOfType(NotSent.class, () -> channel().send(SampleNews.of(folder, "a"))))
        .hasMessageStartingWith("no connection")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void whoDoesNotAnswerIsNotWaitedFor() {
    delay = 2_000;
    WebhookChannel hasty = WebhookChannel.of(Secret.of(address()), Duration.ofMillis(200));

    assertThat(catchThrowableOfType(NotSent.class, () -> hasty.send(SampleNews.of(folder, "a"))))
        .hasMessage("no answer within 0 s; it may have been posted all the same");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hooks.example.org/s3cret",
        "http://hooks.example.org/s3cret",
        "ftp://hooks.example.org/s3cret",
        "https://user:s3cret@hooks.example.org/",
        "https://hooks example.org/s3cret",
        "https:///s3cret",
      })
  void anAddressThatIsNoneIsRefusedAndNotShown(String address) {
    assertThatThrownBy(() -> WebhookChannel.of(Secret.of(address), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("webhook's address")
        .hasMessageNotContaining("s3cret");
  }
}
