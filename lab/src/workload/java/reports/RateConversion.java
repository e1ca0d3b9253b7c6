package reports;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Converts amounts at the rates of a service, which this program brings along as a stand-in. */
public final class RateConversion {
  private RateConversion() {}

  /** Arguments: currencies, amounts of a currency, what the service says of the last currency. */
  public static void main(String[] args) throws IOException {
    int currencies = Integer.parseInt(args[0]);
    int amounts = Integer.parseInt(args[1]);
    String trouble = args[2];
    HttpServer service = serve("/rate/" + (currencies - 1), trouble);
    int port = service.getAddress().getPort();
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, currencies).boxed().collect(Collectors.toList());
      double total =
          context
              .parallelize(numbers, currencies)
              .map(currency -> amounts * rate("http://127.0.0.1:" + port + "/rate/" + currency))
              .reduce(Double::sum);
      System.out.printf("converted %.2f%n", total);
    } finally {
      service.stop(0);
    }
  }

  private static double rate(String address) throws IOException {
    HttpURLConnection request =
        (HttpURLConnection) URI.create(address).toURL().openConnection();
    int status = request.getResponseCode();
    try (InputStream body = status == 200 ? request.getInputStream() : request.getErrorStream()) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      if (status != 200) {
        throw new IllegalStateException("the rate service answered " + status + ": " + text);
      }
      return Double.parseDouble(text);
    }
  }

  private static HttpServer serve(String troubled, String trouble) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    HttpServer server = HttpServer.create(address, 0);
    server.createContext(
        "/rate/",
        exchange -> {
          boolean well = !exchange.getRequestURI().getPath().equals(troubled);
          byte[] answer = (well ? "1.25" : trouble).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(well ? 200 : 500, answer.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(answer);
          }
        });
    server.start();
    return server;
  }
}
