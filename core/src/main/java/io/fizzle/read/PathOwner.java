package io.fizzle.read;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Owner.Role;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a path tells of the process that wrote the file, for sources whose content does not tell.
 *
 * <p>File name first, then its folders from the inside out: a file says more about itself than a
 * folder.
 */
public final class PathOwner {

  /** Folders above these belong to the machine, not to the application. */
  private static final int SEGMENTS = 4;

  /** Linux' {@code PID_MAX_LIMIT}, 2^22; larger numbers in names are dates. */
  private static final long PID_MAX = 4_194_304;

  private record Rule(Pattern pattern, Function<Matcher, Owner> owner) {
    private static Rule of(String pattern, Function<Matcher, Owner> owner) {
      return new Rule(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), owner);
    }
  }

  /** In order of preference within one segment of the path. */
  private static final Rule[] RULES = {
    // gc-executor-0.log, executor_7.stderr, executor-0/, and Kubernetes' pods <application>-exec-7
    Rule.of(
        "(?:^|[^a-z])exec(?:utor)?[-_. ]?(?:id)?[-_.=]?(\\d{1,9})(?!\\d)",
        found -> Owner.executor(found.group(1))),
    // YARN: the application master's container is number 1 (ResourceManager allocates it first)
    Rule.of(
        "container_(?:e\\d+_)?\\d+_\\d+_\\d+_0*1(?!\\d)",
        found -> new Owner(Role.APPLICATION_MASTER, found.group())),
    Rule.of(
        "container_(?:e\\d+_)?\\d+_\\d+_\\d+_\\d+",
        found -> new Owner(Role.EXECUTOR, found.group())),
    // Dataproc keeps a driver's output as driveroutput.000000000
    Rule.of("(?:^|[^a-z])driver(?![a-z])|^driveroutput\\.\\d{9}", found -> Owner.DRIVER),
    Rule.of(
        "application[-_]?master|executorlauncher|(?:^|[-_.])am[-_.]log",
        found -> new Owner(Role.APPLICATION_MASTER, "")),
    Rule.of("^master(?![a-z])|deploy\\.master\\.master", found -> new Owner(Role.MASTER, "")),
    Rule.of("^worker[-_.](\\d{1,6})(?!\\d)", found -> new Owner(Role.WORKER, found.group(1))),
    Rule.of("^worker(?![a-z])|deploy\\.worker\\.worker", found -> new Owner(Role.WORKER, "")),
    Rule.of("node[-_]?manager", found -> new Owner(Role.NODE_MANAGER, "")),
  };

  /** A standalone worker's folder of an application: {@code app-20261121090110-0003/7/stderr}. */
  private static final Pattern STANDALONE =
      Pattern.compile("(?:^|/)app-\\d{14}-\\d{4,6}/(\\d{1,9})/[^/]{1,255}$");

  /**
   * Spark's REST API: {@code …/executors/driver/threads}, or a copy of it; logs that were collected
   * in folders of the same names.
   */
  private static final Pattern OF_THE_API =
      Pattern.compile(
          "(?:^|/)executors/(driver|\\d{1,9})/(?:threads[^/]{0,40}|gc[^/]{0,60}|std(?:err|out)[^/]{0,40})$");

  private static final Pattern PID =
      Pattern.compile(
          "(?:pid[-_.]?|gc[-_.]|gc\\.log[-_.]|executor[-_.]|driver[-_.])(\\d{1,9})(?=$|[-_.])");

  private PathOwner() {}

  /** The owner that a path names, {@link Owner#UNKNOWN} where it names none. */
  public static Owner of(String name) {
    String path = name.replace('!', '/').replace('\\', '/');
    Matcher standalone = STANDALONE.matcher(path);
    if (standalone.find()) {
      return Owner.executor(standalone.group(1));
    }
    Matcher asked = OF_THE_API.matcher(path);
    if (asked.find()) {
      return asked.group(1).equals("driver") ? Owner.DRIVER : Owner.executor(asked.group(1));
    }
    String[] segments = path.split("/");
    for (int i = segments.length - 1; i >= Math.max(0, segments.length - SEGMENTS); i--) {
      Owner owner = ofSegment(segments[i]);
      if (owner != null) {
        return owner;
      }
    }
    return Owner.UNKNOWN;
  }

  /**
   * The process id that the file's own name may tell, 0 where it has none. Marked ones ({@code
   * hs_err_pid16679.log}, {@code gc.log.pid14565}) are certain; {@code gc-14565.log} and {@code
   * gc-executor-377.log} may also be something else, so they count only where such a process is
   * known.
   */
  public static long pid(String name) {
    String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('!')) + 1);
    Matcher matcher = PID.matcher(file);
    long pid = matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    return pid <= PID_MAX ? pid : 0;
  }

  private static @Nullable Owner ofSegment(String segment) {
    for (Rule rule : RULES) {
      Matcher matcher = rule.pattern().matcher(segment);
      if (matcher.find()) {
        return rule.owner().apply(matcher);
      }
    }
    return null;
  }
}
