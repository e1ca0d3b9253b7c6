package io.fizzle.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A standalone master and its workers, each a process of its own, all bound to loopback.
 *
 * <p>Worker n listens on 127.0.0.n, so that executors have different hosts, as Spark wants for
 * speculative copies.
 */
final class Cluster implements AutoCloseable {
  /** Generous: the machine may be busy, and a JVM with Spark's class path starts in seconds. */
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private static final Duration END_LIMIT = Duration.ofSeconds(20);
  private static final Pattern MASTER_UP =
      Pattern.compile("Starting Spark master at (spark://[\\d.]+:\\d+)");
  private static final Pattern WORKER_UP = Pattern.compile("Successfully registered with master");
  private static final String HEAP = "512m";

  private final List<ChildProcess> workers = new ArrayList<>();
  private final ChildProcess master;
  private final String url;

  private Cluster(ChildProcess master, String url) {
    this.master = master;
    this.url = url;
  }

  /** Starts the cluster and waits until all workers are registered. */
  static Cluster start(JavaCommand java, int workers) throws IOException, InterruptedException {
    ChildProcess master =
        start(java, "master", "127.0.0.1", "org.apache.spark.deploy.master.Master", List.of());
    try {
      LogFile log = new LogFile(java.run().log("master"));
      Cluster cluster = new Cluster(master, log.await(MASTER_UP, master, START_LIMIT).group(1));
      cluster.startWorkers(java, workers);
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException failed) {
      master.close();
      throw failed;
    }
  }

  private void startWorkers(JavaCommand java, int count) throws IOException, InterruptedException {
    try {
      for (int number = 1; number <= count; number++) {
        String work = java.run().work(number).toString();
        List<String> arguments = List.of("--cores", "1", "--memory", "8g", "--work-dir", work, url);
        String main = "org.apache.spark.deploy.worker.Worker";
        workers.add(start(java, "worker-" + number, "127.0.0." + number, main, arguments));
      }
      for (int number = 1; number <= count; number++) {
        new LogFile(java.run().log("worker-" + number))
            .await(WORKER_UP, workers.get(number - 1), START_LIMIT);
      }
    } catch (IOException | InterruptedException | RuntimeException failed) {
      workers.forEach(ChildProcess::close);
      throw failed;
    }
  }

  private static ChildProcess start(
      JavaCommand java, String name, String address, String mainClass, List<String> arguments)
      throws IOException {
    List<String> all =
        new ArrayList<>(List.of("--host", address, "--port", "0", "--webui-port", "0"));
    all.addAll(arguments);
    return ChildProcess.start(
        java.main(mainClass, HEAP, List.of(), all),
        java.environment(address),
        java.run().log(name),
        java.run().output(name));
  }

  /** The master's URL, for {@code spark.master}. */
  String url() {
    return url;
  }

  /** The process of the executor with this id, while it lives. */
  Optional<ProcessHandle> executor(String id) {
    return workers.stream()
        .flatMap(ChildProcess::descendants)
        .filter(process -> isExecutor(process, id))
        .findFirst();
  }

  private static boolean isExecutor(ProcessHandle process, String id) {
    List<String> arguments = Arrays.asList(process.info().arguments().orElse(new String[0]));
    int option = arguments.indexOf("--executor-id");
    return option >= 0
        && option + 1 < arguments.size()
        && arguments.get(option + 1).equals(id)
        && process.isAlive();
  }

  /** Ends workers and master in good order, so that their logs are complete. */
  void end() throws InterruptedException {
    for (ChildProcess worker : workers) {
      worker.end(END_LIMIT);
    }
    master.end(END_LIMIT);
  }

  @Override
  public void close() {
    workers.forEach(ChildProcess::close);
    master.close();
  }
}
