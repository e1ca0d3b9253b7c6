package io.fizzle.bench;

import static java.util.function.Predicate.not;

import io.fizzle.lab.spark.SparkDistribution;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A History Server of Spark in a process of its own, started as Spark's scripts start it: its
 * launcher makes the command of {@code SPARK_HOME} and the environment. It keeps applications in
 * memory, which is its default, and looks at its folder once.
 */
final class HistoryServer implements AutoCloseable {
  private static final String MAIN = "org.apache.spark.deploy.history.HistoryServer";
  private static final String LAUNCHER = "org.apache.spark.launcher.Main";
  private static final String HEAP = "4g";
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final int LAST_LINES = 8;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final Path log;
  private final URI applications;
  private final Thread atExit;

  private HistoryServer(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.applications = URI.create("http://" + LOOPBACK + ":" + port + "/api/v1/applications/");
    this.atExit = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts one for the event logs in this folder. */
  static HistoryServer start(SparkDistribution spark, Path eventLogs) throws IOException {
    int port = freePort();
    Path log = Files.createTempFile("history-server", ".log");
    log.toFile().deleteOnExit();
    ProcessBuilder builder = new ProcessBuilder(command(spark, eventLogs, port));
    environment(builder, spark, eventLogs, port);
    return new HistoryServer(
        builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log, port);
  }

  /** The launcher prints it with a zero after each word, and an empty line first. */
  private static List<String> command(SparkDistribution spark, Path eventLogs, int port)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Machine.java(), "-cp", spark.classPath(), LAUNCHER, MAIN)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    environment(builder, spark, eventLogs, port);
    Process launcher = builder.start();
    String printed = new String(launcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> words =
        Arrays.stream(printed.split("\0")).map(String::strip).filter(not(String::isEmpty)).toList();
    if (!words.contains(MAIN)) {
      throw new IOException("the launcher of the Spark in " + spark.home() + " does not start");
    }
    return words;
  }

  private static void environment(
      ProcessBuilder builder, SparkDistribution spark, Path eventLogs, int port) {
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("SPARK_") || name.startsWith("HADOOP_"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("SPARK_HOME", spark.home().toString());
    environment.put("SPARK_CONF_DIR", spark.home().resolve("no-configuration").toString());
    environment.put("SPARK_SCALA_VERSION", spark.version().scala());
    environment.put("SPARK_LOCAL_IP", LOOPBACK);
    environment.put("SPARK_DAEMON_MEMORY", HEAP);
    environment.put(
        "SPARK_HISTORY_OPTS",
        String.join(
            " ",
            "-Dspark.history.fs.logDirectory=" + eventLogs.toUri(),
            "-Dspark.history.fs.update.interval=1d",
            "-Dspark.history.ui.port=" + port));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits until the server has found the application in its folder. */
  void awaitListing(String id) throws IOException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!isListed(id)) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw failure("does not list " + id);
      }
      sleep();
    }
  }

  private boolean isListed(String id) throws IOException {
    try {
      return get(id).statusCode() == 200;
    } catch (InterruptedIOException stopped) {
      throw stopped;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** All stages of the application, as JSON; for this answer the server reads its whole log. */
  String stages(String id) throws IOException {
    HttpResponse<String> answer = get(id + "/stages");
    if (answer.statusCode() != 200) {
      throw failure("answers " + answer.statusCode());
    }
    return answer.body();
  }

  private HttpResponse<String> get(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(applications.resolve(path)).timeout(PATIENCE).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw stopped(e);
    }
  }

  private static void sleep() throws IOException {
    try {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    } catch (InterruptedException e) {
      throw stopped(e);
    }
  }

  private static IOException stopped(InterruptedException e) {
    IOException stopped = new InterruptedIOException("stopped beside the History Server");
    stopped.initCause(e);
    return stopped;
  }

  private IOException failure(String what) throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    return new IOException(
        "the History Server " + what + "; it says last:\n" + String.join("\n", last));
  }

  ProcessUsage usage() throws IOException {
    return ProcessUsage.of(process);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw stopped(e);
    }
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
