package io.fizzle.lab.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A standalone master and its workers, each a process of its own, all bound to loopback. Several
 * applications run on it, one after the other.
 *
 * <p>Worker n listens on 127.0.0.n, so that executors have different hosts, as Spark wants for
 * speculative copies.
 */
public final class Cluster implements AutoCloseable {
  /** Generous: the machine may be busy, and a JVM with Spark's class path starts in seconds. */
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private static final Duration END_LIMIT = Duration.ofSeconds(20);
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Pattern MASTER_UP =
      Pattern.compile("Starting Spark master at (spark://[\\d.]+:\\d+)");
  private static final Pattern WORKER_UP = Pattern.compile("Successfully registered with master");
  private static final String HEAP = "512m";

  private final ClusterShape shape;
  private final ClusterFolder folder;
  private final JavaCommand java;
  private final List<ChildProcess> workers = new ArrayList<>();
  private final ChildProcess master;
  private final String url;

  private Cluster(ClusterShape shape, ClusterFolder folder, JavaCommand java)
      throws IOException, InterruptedException {
    this.shape = shape;
    this.folder = folder;
    this.java = java;
    this.master = start("master", "127.0.0.1", "master.Master", List.of(), List.of());
    try {
      LogFile log = new LogFile(folder.log("master"));
      this.url = log.await(MASTER_UP, master, START_LIMIT).group(1);
      startWorkers();
    } catch (IOException | InterruptedException | RuntimeException failed) {
      close();
      throw failed;
    }
  }

  /**
   * Starts the cluster and waits until all workers are registered.
   *
   * @param parent where its folder is made
   */
  public static Cluster start(
      SparkDistribution spark, List<String> quick, ClusterShape shape, Path parent)
      throws IOException, InterruptedException {
    ClusterFolder folder = ClusterFolder.create(parent);
    return new Cluster(shape, folder, new JavaCommand(spark, folder.local(), quick));
  }

  private void startWorkers() throws IOException, InterruptedException {
    WorkerSurroundings surroundings = new WorkerSurroundings(shape, folder);
    for (int number = 1; number <= shape.workers(); number++) {
      Path work = Files.createDirectories(folder.work(number));
      if (shape.processes() > 0) {
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxrwxrwx"));
      }
      List<String> arguments =
          List.of(
              "--cores",
              Integer.toString(shape.cores()),
              "--memory",
              "16g",
              "--work-dir",
              work.toString(),
              url);
      workers.add(
          start(
              "worker-" + number,
              "127.0.0." + number,
              "worker.Worker",
              surroundings.prefix(),
              arguments));
    }
    for (int number = 1; number <= shape.workers(); number++) {
      new LogFile(folder.log("worker-" + number))
          .await(WORKER_UP, workers.get(number - 1), START_LIMIT);
    }
  }

  private ChildProcess start(
      String name, String address, String mainClass, List<String> prefix, List<String> arguments)
      throws IOException {
    List<String> all =
        new ArrayList<>(List.of("--host", address, "--port", "0", "--webui-port", "0"));
    all.addAll(arguments);
    List<String> command = new ArrayList<>(prefix);
    command.addAll(java.main("org.apache.spark.deploy." + mainClass, HEAP, List.of(), all));
    return ChildProcess.start(
        command, java.environment(address), folder.root(), folder.log(name), folder.output(name));
  }

  public ClusterShape shape() {
    return shape;
  }

  public ClusterFolder folder() {
    return folder;
  }

  /** The release that it runs. */
  public SparkDistribution spark() {
    return java.spark();
  }

  /** The master's URL, for {@code spark.master}. */
  public String url() {
    return url;
  }

  /** Master and workers by the names of their logs. */
  public Map<String, Path> logs() {
    Map<String, Path> logs = new LinkedHashMap<>();
    logs.put("master", folder.log("master"));
    for (int number = 1; number <= workers.size(); number++) {
      logs.put("worker-" + number, folder.log("worker-" + number));
    }
    return logs;
  }

  /** Whether master and workers all live, so that another application can run. */
  public boolean isWhole() {
    return master.isAlive() && workers.stream().allMatch(ChildProcess::isAlive);
  }

  /** All executors that live, of whatever application. */
  public List<ProcessHandle> executors() {
    return workers.stream()
        .flatMap(ChildProcess::descendants)
        .filter(process -> option(process, "--executor-id").isPresent())
        .toList();
  }

  /** The executors that live, by their ids; applications follow each other, so ids are unique. */
  public Map<String, ProcessHandle> executorsById() {
    Map<String, ProcessHandle> byId = new LinkedHashMap<>();
    executors()
        .forEach(
            process -> option(process, "--executor-id").ifPresent(id -> byId.put(id, process)));
    return byId;
  }

  /** The process of the executor with this id, while it lives. */
  public Optional<ProcessHandle> executor(String id) {
    return executors().stream()
        .filter(process -> option(process, "--executor-id").filter(id::equals).isPresent())
        .findFirst();
  }

  /** The process of a worker, counted from 1. */
  public ProcessHandle worker(int number) {
    return workers.get(number - 1).handle();
  }

  /** Waits until no executor is left, and kills those that do not go. */
  public void settle(Duration patience) throws InterruptedException {
    Instant deadline = Instant.now().plus(patience);
    while (Instant.now().isBefore(deadline)) {
      if (executors().isEmpty()) {
        // the workers write their last line about an executor after its end
        Thread.sleep(3 * STEP.toMillis());
        return;
      }
      Thread.sleep(STEP.toMillis());
    }
    executors().forEach(ProcessHandle::destroyForcibly);
    Thread.sleep(3 * STEP.toMillis());
  }

  /** The value after an option of a process's command line. */
  private static Optional<String> option(ProcessHandle process, String name) {
    List<String> arguments = Arrays.asList(process.info().arguments().orElse(new String[0]));
    int option = arguments.indexOf(name);
    boolean given = option >= 0 && option + 1 < arguments.size() && process.isAlive();
    return given ? Optional.of(arguments.get(option + 1)) : Optional.empty();
  }

  /** Ends workers and master in good order, so that their logs are complete. */
  public void end() throws InterruptedException {
    for (ChildProcess worker : workers) {
      worker.end(END_LIMIT);
    }
    master.end(END_LIMIT);
  }

  @Override
  public void close() {
    Stream.concat(workers.stream(), Stream.of(master)).forEach(ChildProcess::close);
  }
}
