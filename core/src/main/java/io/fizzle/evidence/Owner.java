package io.fizzle.evidence;

/**
 * The process that wrote a source or that a signal is about.
 *
 * @param role what the process is to the application
 * @param id the executor id as Spark prints it ({@code "7"}, or a UUID on some cluster managers), a
 *     container id while the executor is not known, or empty
 */
public record Owner(Role role, String id) {

  /** What a process is to a Spark application. */
  public enum Role {
    DRIVER,
    EXECUTOR,
    MASTER,
    WORKER,
    APPLICATION_MASTER,
    NODE_MANAGER,
    KERNEL,
    UNKNOWN
  }

  public static final Owner DRIVER = new Owner(Role.DRIVER, "driver");

  /** The application master of YARN where it is a process of its own, as in client mode. */
  public static final Owner APPLICATION_MASTER = new Owner(Role.APPLICATION_MASTER, "");

  public static final Owner UNKNOWN = new Owner(Role.UNKNOWN, "");

  /** The executor with this id; Spark calls the driver's own block manager {@code driver}. */
  public static Owner executor(String id) {
    return id.equals("driver") ? DRIVER : new Owner(Role.EXECUTOR, id);
  }

  public boolean isDriver() {
    return role == Role.DRIVER;
  }

  /** True only where the executor's id is known. */
  public boolean isExecutor() {
    return role == Role.EXECUTOR && !id.isEmpty();
  }

  /** How a report names this process, for example {@code executor 7}. */
  public String label() {
    return switch (role) {
      case DRIVER -> "driver";
      case EXECUTOR -> id.isEmpty() ? "an executor" : "executor " + id;
      case MASTER -> "master";
      case WORKER -> id.isEmpty() ? "worker" : "worker " + id;
      case APPLICATION_MASTER -> "application master";
      case NODE_MANAGER -> "node manager";
      case KERNEL -> "kernel";
      case UNKNOWN -> "unknown process";
    };
  }
}
