package io.fizzle.read;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.message.PodName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the beginning of a source tells of the application that it belongs to.
 *
 * @param stated the application that the source says it is of; null where it does not
 * @param mentioned applications that it names, for whatever reason; at most {@value #MOST}
 * @param families what the pods of its application have in common in their names, as its driver's
 *     service or its configuration tells
 */
public record ApplicationMark(
    @Nullable ApplicationId stated, Set<String> mentioned, Set<String> families) {
  private static final int MOST = 64;

  public static final ApplicationMark NONE = new ApplicationMark(null, Set.of());

  public ApplicationMark {
    mentioned = Set.copyOf(mentioned);
    families = Set.copyOf(families);
  }

  /** Of a source that tells no pods of its own. */
  public ApplicationMark(@Nullable ApplicationId stated, Set<String> mentioned) {
    this(stated, mentioned, Set.of());
  }

  /**
   * The headless service of a driver is named after the prefix of the executors' pods ({@code
   * DriverServiceFeatureStep}, {@code KubernetesConf.getResourceNamePrefix}, Spark 2.3 to 4.2).
   */
  private static final Pattern FAMILY =
      Pattern.compile(
          "(?<![a-z0-9.-])([a-z0-9][a-z0-9-]{0,240})-driver-svc\\b|spark\\.kubernetes\\.executor\\.podNamePrefix[\"'=:,"
              + " ]{1,6}([a-z0-9][a-z0-9-]{0,240})|spark\\.kubernetes\\.driver\\.pod\\.name[\"'=:,"
              + " ]{1,6}([a-z0-9][a-z0-9-]{0,240})");

  /**
   * Lines with which a driver, its launcher or an executor tells whose it is: {@code
   * StandaloneSchedulerBackend}, YARN's {@code YarnClientImpl}, {@code Client} and {@code
   * ApplicationMaster}, {@code SingleEventLogFileWriter}, Kubernetes' {@code
   * LoggingPodStatusWatcherImpl}, {@code spark.logConf}, the shells, executors' command lines.
   */
  private static final Pattern STATEMENT =
      Pattern.compile(
          "(?m)^.{0,300}(?:Connected to Spark cluster with app ID |Submitted application app"
              + "|Application report for app|ApplicationAttemptId: |Logging events to "
              + "|--app-id\\b|spark\\.app\\.id|[Aa]pplication [Ii][Dd]\\b|spark-app-selector)"
              + ".{0,400}");

  /** A pod's label in any rendering: {@code spark-app-selector: ID}, {@code …=ID}, JSON. */
  private static final Pattern SELECTOR =
      Pattern.compile("\\bspark-app-selector[\"'=: ]{1,6}(spark-[0-9a-f]{32})(?![0-9a-z])");

  /** A label with its longest separator, an id and what must not follow. */
  private static final int LONGEST_SELECTOR = 80;

  private static final int BLOCK = 1 << 16;

  private static final Pattern EVENT_ID = Pattern.compile("\"App ID\":\"([^\"\\\\]{1,200})\"");
  private static final Pattern EVENT_ATTEMPT = Pattern.compile("\"App Attempt ID\":\"(\\d{1,6})\"");
  private static final Pattern PROPERTY =
      Pattern.compile("\"spark\\.app\\.id\":\"([^\"\\\\]{1,200})\"");
  private static final Pattern ANSWERED =
      Pattern.compile("\"spark\\.app\\.id\",\\s{0,40}\"([^\"\\\\]{1,200})\"");
  private static final String START = "\"SparkListenerApplicationStart\"";
  private static final int EVENT = 4_000;

  static ApplicationMark of(Head head, SourceKind kind, Owner owner) {
    return switch (kind) {
      case EVENT_LOG -> new ApplicationMark(ofEvents(head), Set.of(), families(head.text()));
      case SPARK_LOG, YARN_LOG, TEXT, HS_ERR -> {
        ApplicationMark told = ofText(head.text(), kind, owner);
        yield new ApplicationMark(told.stated(), told.mentioned(), families(head.text()));
      }
      case SPARK_CONF -> new ApplicationMark(null, Set.of(), families(head.text()));
      case REST -> new ApplicationMark(ofAnswer(head), Set.of());
      case KUBECTL, KUBERNETES -> new ApplicationMark(null, ofPods(head.text()));
      default -> NONE;
    };
  }

  private static Set<String> families(String text) {
    Set<String> families = new LinkedHashSet<>();
    Matcher found = FAMILY.matcher(text);
    while (families.size() < MOST && found.find()) {
      if (found.group(1) != null) {
        families.add(found.group(1));
      } else if (found.group(2) != null) {
        families.add(found.group(2));
      } else {
        families.add(PodName.family(found.group(3)));
      }
    }
    families.remove("");
    return families;
  }

  private static Set<String> ofPods(String text) {
    return SELECTOR
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .limit(MOST)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * The same mark with the applications that pods behind the beginning name: a listing of pods has
   * no end near its beginning. Reads the stream until there are enough; a tear ends it, and is told
   * when the source itself is read.
   *
   * @param end the last characters of what was looked at before
   */
  ApplicationMark andPodsIn(InputStream rest, String end) {
    Set<String> all = new LinkedHashSet<>(mentioned);
    byte[] block = new byte[BLOCK];
    String seam = end;
    try {
      for (int read = 0; read >= 0 && all.size() < MOST; read = rest.read(block)) {
        String text = seam + new String(block, 0, read, StandardCharsets.ISO_8859_1);
        all.addAll(ofPods(text));
        seam = text.substring(Math.max(0, text.length() - LONGEST_SELECTOR));
      }
    } catch (IOException torn) {
      return new ApplicationMark(stated, first(all));
    }
    return new ApplicationMark(stated, first(all));
  }

  private static Set<String> first(Set<String> ids) {
    return ids.stream().limit(MOST).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static ApplicationMark ofText(String text, SourceKind kind, Owner owner) {
    List<ApplicationId> named = ApplicationId.in(text);
    if (named.isEmpty()) {
      return NONE;
    }
    Set<String> ids =
        named.stream()
            .map(ApplicationId::id)
            .limit(MOST)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return switch (owner.role()) {
      case MASTER, WORKER, NODE_MANAGER, KERNEL -> new ApplicationMark(null, ids);
      case EXECUTOR, APPLICATION_MASTER -> new ApplicationMark(only(named, ids, kind), ids);
      default ->
          new ApplicationMark(
              kind == SourceKind.YARN_LOG ? only(named, ids, kind) : statement(text), ids);
    };
  }

  /** The one application that is named at all; an aggregated log holds several attempts of it. */
  private static @Nullable ApplicationId only(
      List<ApplicationId> named, Set<String> ids, SourceKind kind) {
    if (ids.size() != 1) {
      return null;
    }
    ApplicationId first = named.get(0);
    if (kind == SourceKind.YARN_LOG) {
      return new ApplicationId(first.id(), 0);
    }
    return named.stream().filter(one -> one.attempt() > 0).findFirst().orElse(first);
  }

  private static @Nullable ApplicationId statement(String text) {
    ApplicationId first = null;
    Matcher statements = STATEMENT.matcher(text);
    while (statements.find()) {
      for (ApplicationId one : ApplicationId.in(statements.group())) {
        if (first == null || first.attempt() == 0 && one.id().equals(first.id())) {
          first = one;
        }
      }
      if (first != null && first.attempt() > 0) {
        break;
      }
    }
    return first;
  }

  private static @Nullable ApplicationId ofEvents(Head head) {
    String text = head.text();
    int start = text.indexOf(START);
    if (start >= 0) {
      String event = text.substring(start, Math.min(text.length(), start + EVENT));
      int end = event.indexOf('\n');
      String line = end < 0 ? event : event.substring(0, end);
      Matcher id = EVENT_ID.matcher(line);
      if (id.find()) {
        Matcher attempt = EVENT_ATTEMPT.matcher(line);
        return new ApplicationId(
            id.group(1), attempt.find() ? Integer.parseInt(attempt.group(1)) : 0);
      }
    }
    Matcher property = PROPERTY.matcher(text);
    return property.find() ? new ApplicationId(property.group(1), 0) : ofEventFile(head.name());
  }

  /** The environment names its application; other answers are of the one that the path names. */
  private static @Nullable ApplicationId ofAnswer(Head head) {
    Matcher property = ANSWERED.matcher(head.text());
    return property.find() ? new ApplicationId(property.group(1), 0) : null;
  }

  /**
   * The name that Spark gives to an event log's file ({@code
   * EventLogFileWriter.nameForAppAndAttempt}).
   */
  private static @Nullable ApplicationId ofEventFile(String name) {
    List<ApplicationId> named = ApplicationId.in(name);
    return named.isEmpty() ? null : named.get(named.size() - 1);
  }
}
