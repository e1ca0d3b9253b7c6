package io.fizzle.read.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The containers of a pod as Spark describes them: {@code KubernetesUtils.containersDescription} of
 * 2.3 to 4.2, which prints every container of the pod, Spark's own and those beside it, in the
 * order of their names.
 *
 * @param head what stands before the first container
 * @param all at most {@value #MOST}, in their order
 */
public record ContainerStatuses(String head, List<Status> all) {
  private static final int MOST = 64;

  private static final Pattern NAME =
      Pattern.compile("(?m)^[ \\t]{0,20}container name: (\\S{1,255})[ \\t\\r]{0,20}$");

  private static final Pattern EXIT_CODE = Pattern.compile("(?i)exit code: ?(-?\\d{1,9})");
  private static final Pattern TERMINATION = Pattern.compile("termination reason: (\\w{1,60})");
  private static final Pattern PENDING = Pattern.compile("pending reason: (\\w{1,60})");

  /** {@code ExecutorPodsLifecycleManager.exitReasonMessage}. */
  private static final Pattern EXITED =
      Pattern.compile("exited with exit code -?\\d{1,9}(?:\\([^)\\n]{0,100}\\))?");

  public ContainerStatuses {
    all = List.copyOf(all);
  }

  /**
   * One container.
   *
   * @param name its name
   * @param text what is said of it, its name included
   */
  public record Status(String name, String text) {

    /** Null where it has not ended, or nothing tells. */
    public @Nullable Integer exitCode() {
      Matcher code = EXIT_CODE.matcher(text);
      return code.find() ? Integer.valueOf(code.group(1)) : null;
    }

    /** Null where it has not ended, or nothing tells. */
    public @Nullable String terminationReason() {
      Matcher reason = TERMINATION.matcher(text);
      return reason.find() ? reason.group(1) : null;
    }

    /** Null where it does not wait, or nothing tells. */
    public @Nullable String pendingReason() {
      Matcher reason = PENDING.matcher(text);
      return reason.find() ? reason.group(1) : null;
    }
  }

  /** Takes a text apart; one without containers is all head. */
  public static ContainerStatuses of(String text) {
    Matcher name = NAME.matcher(text);
    if (!name.find()) {
      return new ContainerStatuses(text, List.of());
    }
    String head = text.substring(0, name.start());
    List<Status> all = new ArrayList<>();
    boolean more = true;
    while (more && all.size() < MOST) {
      int from = name.start();
      String container = name.group(1);
      more = name.find();
      all.add(new Status(container, text.substring(from, more ? name.start() : text.length())));
    }
    return new ContainerStatuses(head, all);
  }

  /**
   * Spark's own container: by its name, else the only one that there is; empty where several have
   * names that a pod template gave them.
   */
  public Optional<Status> spark() {
    Optional<Status> named =
        all.stream()
            .filter(status -> PodName.rank(status.name()) < PodName.FOREIGN)
            .min(Comparator.comparingInt(status -> PodName.rank(status.name())));
    boolean alone = all.stream().map(Status::name).distinct().count() == 1;
    return named.or(() -> alone ? Optional.of(all.get(0)) : Optional.empty());
  }

  /**
   * The text without what it says of containers beside Spark's. The exit code of its first sentence
   * is that of the first container that ended ({@code ExecutorPodsLifecycleManager.findExitCode}):
   * Spark's own code takes its place, or nothing does where Spark's container still ran.
   */
  static String ofSparkAlone(String text) {
    ContainerStatuses statuses = of(text);
    Optional<Status> spark = statuses.spark();
    if (spark.isEmpty() || statuses.all().size() == 1) {
      return statuses.all().isEmpty() || spark.isPresent() ? text : statuses.head();
    }
    Integer code = spark.get().exitCode();
    Matcher exited = EXITED.matcher(statuses.head());
    String head =
        exited.replaceFirst(code == null ? "was given up" : "exited with exit code " + code);
    return head + spark.get().text();
  }
}
