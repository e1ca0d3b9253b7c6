package io.fizzle.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.eventlog.DecodeLimits;
import io.fizzle.read.rest.Web;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DownloadTest {
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private String address;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/driver.log.gz",
        exchange -> answer(exchange, Archives.gzip(Archives.bytes(IntakeTest.DRIVER))));
    server.createContext("/large.log", exchange -> answer(exchange, new byte[5_000]));
    server.createContext("/silent.log", this::beginAndFallSilent);
    server.createContext("/gone", exchange -> exchange.sendResponseHeaders(404, -1));
    server.setExecutor(
        task -> {
          Thread thread = new Thread(task);
          thread.setDaemon(true);
          thread.start();
        });
    server.start();
    address = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  @Test
  void readsTheFileBehindAnAddressAsOftenAsWanted() throws IOException {
    try (Collected collected = collect(address + "/driver.log.gz?signature=abc")) {
      Input input = IntakeTest.only(collected);
      assertThat(input.source().kind()).isEqualTo(SourceKind.SPARK_LOG);
      assertThat(input.source().name()).isEqualTo(address + "/driver.log.gz");
      assertThat(IntakeTest.text(input)).isEqualTo(IntakeTest.DRIVER);
      assertThat(IntakeTest.text(input)).isEqualTo(IntakeTest.DRIVER);
    }
  }

  @Test
  void deletesItsCopyOnClose() throws IOException {
    Download download =
        Download.fetch(new Web(null), address + "/driver.log.gz", limits(10_000, 10));
    assertThat(download.copy()).exists();

    download.close();

    assertThat(download.copy()).doesNotExist();
  }

  @Test
  void leavesAServerThatFallsSilent() {
    try (Collected collected = collect(address + "/silent.log")) {
      assertThat(collected.problems())
          .containsExactly(
              new Problem(
                  address + "/silent.log",
                  "cannot be fetched: not done after 2 s",
                  "download it and name the file"));
    }
  }

  @Test
  void fetchesNoMoreThanItsLimit() {
    try (Collected collected = collect(address + "/large.log")) {
      assertThat(collected.problems())
          .extracting(Problem::what)
          .containsExactly("cannot be fetched: larger than 4000 bytes");
    }
  }

  @Test
  void tellsTheServersRefusal() {
    assertThat(collect(address + "/gone").problems())
        .extracting(Problem::what)
        .containsExactly("cannot be fetched: the server answered with status 404");
  }

  @Test
  void tellsAnAddressThatIsNone() {
    assertThat(collect("http://[nowhere").problems())
        .extracting(Problem::what)
        .containsExactly("cannot be fetched: the address is malformed");
  }

  @Test
  void fetchesNothingWhereFetchingIsOff() {
    Intake intake = new Intake(limits(0, 2), Map.of());

    assertThat(intake.collect(List.of(address + "/driver.log.gz")).problems())
        .extracting(Problem::what)
        .containsExactly("cannot be fetched: fetching is switched off");
  }

  @Test
  void showsNoSecretOfAnAddress() {
    assertThat(Download.shownName("https://me:pass@host/a/b.log?token=x#y"))
        .isEqualTo("https://host/a/b.log");
  }

  private void beginAndFallSilent(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    body.write(1);
    body.flush();
    try {
      over.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, byte[] content) throws IOException {
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content);
    exchange.close();
  }

  private static Limits limits(long bytes, int seconds) {
    return new Limits(3, 100, DecodeLimits.DEFAULT, bytes, Duration.ofSeconds(seconds));
  }

  private static Collected collect(String place) {
    return new Intake(limits(4_000, 2), Map.of()).collect(List.of(place));
  }
}
