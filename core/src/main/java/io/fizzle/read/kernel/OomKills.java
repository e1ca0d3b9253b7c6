package io.fizzle.read.kernel;

import io.fizzle.evidence.Evidence;
import io.fizzle.read.SignalSink;
import io.fizzle.signal.MachineSignal.KernelOomKill;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts the lines that the kernel writes for one oom kill together into one signal.
 *
 * <p>Linux {@code mm/oom_kill.c} and {@code mm/memcontrol.c}, 3.x to 6.x: who asked for memory
 * ({@code invoked oom-killer}), whose limit it was ({@code Task in … killed as a result of limit of
 * …} before 4.19, {@code oom-kill:constraint=…} since), whom it chose ({@code Kill process … or
 * sacrifice child} before 5.1), and whom it killed ({@code Killed process …}), which alone has the
 * victim's sizes. The group's limit stands between them ({@code mem_cgroup_print_oom_meminfo}:
 * {@code memory: usage …kB, limit …kB, failcnt …}). Any of them may be missing.
 */
public final class OomKills {
  private static final Pattern CONSTRAINT =
      Pattern.compile(
          "^oom-kill:constraint=(CONSTRAINT_\\w{1,20}),.{0,2000}?task=(.{1,64}?),pid=(\\d{1,10}),");

  private static final Pattern TASK_CGROUP = Pattern.compile("[,:]task_memcg=([^,]{1,1000}),");
  private static final Pattern TASK_IN =
      Pattern.compile("^Task in (\\S{1,1000}) killed as a result of limit of ");
  private static final Pattern CHOSEN =
      Pattern.compile("\\bKill process (\\d{1,10}) \\((.{1,64}?)\\)");
  private static final Pattern KILLED =
      Pattern.compile("\\bKilled process (\\d{1,10})(?:,)? (?:UID \\d{1,10},? ?)?\\((.{1,64}?)\\)");
  private static final Pattern RESIDENT = Pattern.compile("\\b(?:anon|file)-rss:(\\d{1,15})kB");
  private static final Pattern WORDS =
      Pattern.compile(
          "oom-kill|Kill(?:ed)? process|killed as a result of limit|limit \\d{1,15}kB, failcnt ");

  /** Not of {@code memory+swap:}, {@code swap:} and {@code kmem:}, which have the same form. */
  private static final Pattern LIMIT =
      Pattern.compile("^memory: usage \\d{1,15}kB, limit (\\d{1,15})kB, failcnt ");

  /** What the kernel prints where a group has no limit, PAGE_COUNTER_MAX, is beyond any machine. */
  private static final long NO_LIMIT = 1L << 50;

  private static final String CGROUP_WORDS = "emory cgroup out of memory";
  private static final String NODE_WORDS = "Out of memory";
  private static final long KIB = 1024;
  private static final int REMEMBERED = 10_000;

  private final SignalSink sink;
  private boolean cgroup;
  private @Nullable String path;
  private long limitBytes;
  private @Nullable Victim chosen;
  private final Set<Long> told = new HashSet<>();

  private record Victim(long pid, String process, Evidence evidence) {}

  public OomKills(SignalSink sink) {
    this.sink = sink;
  }

  /** True where a line of any log may be one of these. */
  public static boolean mayHold(String line) {
    return WORDS.matcher(line).find();
  }

  /**
   * Takes one line.
   *
   * @param message the kernel's words, without the log's time and tags
   * @param evidence of the line that it was read from
   * @return false where it speaks of a kill in words that are not known
   */
  public boolean accept(String message, Evidence evidence) {
    if (!mayHold(message)) {
      return true;
    }
    if (message.contains("invoked oom-killer")) {
      finish();
      limitBytes = 0;
      return true;
    }
    return printedLimit(message)
        || limit(message)
        || constraint(message, evidence)
        || kill(message, evidence);
  }

  /** Tells of a kill whose last line never came. */
  public void finish() {
    Victim victim = chosen;
    if (victim != null && told.isEmpty()) {
      tell(victim, 0);
    }
    cgroup = false;
    path = null;
    chosen = null;
    told.clear();
  }

  private boolean printedLimit(String message) {
    Matcher matcher = LIMIT.matcher(message);
    if (!matcher.find()) {
      return message.contains("kB, failcnt ");
    }
    long bytes = Long.parseLong(matcher.group(1)) * KIB;
    limitBytes = bytes < NO_LIMIT ? bytes : 0;
    return true;
  }

  private boolean limit(String message) {
    Matcher matcher = TASK_IN.matcher(message);
    if (!matcher.find()) {
      return false;
    }
    cgroup = true;
    path = matcher.group(1);
    return true;
  }

  private boolean constraint(String message, Evidence evidence) {
    Matcher matcher = CONSTRAINT.matcher(message);
    if (!matcher.find()) {
      return false;
    }
    finish();
    cgroup = matcher.group(1).equals("CONSTRAINT_MEMCG");
    Matcher memcg = TASK_CGROUP.matcher(message);
    path = memcg.find() ? memcg.group(1) : null;
    chosen = new Victim(Long.parseLong(matcher.group(3)), matcher.group(2), evidence);
    return true;
  }

  private boolean kill(String message, Evidence evidence) {
    prefix(message);
    Matcher choice = CHOSEN.matcher(message);
    if (choice.find()) {
      chosen = new Victim(Long.parseLong(choice.group(1)), choice.group(2), evidence);
      return true;
    }
    Matcher matcher = KILLED.matcher(message);
    if (!matcher.find()) {
      return false;
    }
    tell(
        new Victim(Long.parseLong(matcher.group(1)), matcher.group(2), evidence),
        resident(message));
    return true;
  }

  /** The words before the kill say whose memory ran out, whatever an earlier kill was about. */
  private void prefix(String message) {
    if (message.contains(CGROUP_WORDS)) {
      cgroup = true;
    } else if (message.contains(NODE_WORDS)) {
      cgroup = false;
      path = told.isEmpty() ? path : null;
    }
  }

  /** A group that is killed as a whole names its first victim twice. */
  private void tell(Victim victim, long rssBytes) {
    if (told.size() >= REMEMBERED) {
      told.clear();
    }
    if (!told.add(victim.pid())) {
      return;
    }
    sink.accept(
        new KernelOomKill(
            victim.evidence(),
            victim.pid(),
            victim.process(),
            cgroup,
            path,
            rssBytes,
            cgroup ? limitBytes : 0));
  }

  private static long resident(String message) {
    Matcher matcher = RESIDENT.matcher(message);
    long bytes = 0;
    while (matcher.find()) {
      bytes += Long.parseLong(matcher.group(1)) * KIB;
    }
    return bytes;
  }
}
