package io.fizzle.read.container;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.read.PathOwner;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SignalSink;
import io.fizzle.signal.MachineSignal.CgroupMemory;
import io.fizzle.signal.MachineSignal.CgroupWaits;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers of one cgroup, as far as read. */
final class CgroupAccount {
  private static final Pattern COUNTER = Pattern.compile("^([a-z_]{2,40}) (\\d{1,18})$");
  private static final Pattern BYTES = Pattern.compile("^\\d{1,19}$");
  private static final Pattern PRESSURE =
      Pattern.compile("(some|full) avg10=[ =.\\da-z]{1,60} total=(\\d{1,18})");
  private static final long UNTOLD = -1;
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** v1 writes "no limit" as the largest number of whole pages, just below 2^63. */
  private static final long UNLIMITED = Long.MAX_VALUE - (1 << 20);

  private final ReadInput input;
  private final Owner owner;
  private long limit = UNTOLD;
  private long peak = UNTOLD;
  private long current = UNTOLD;
  private long hits = UNTOLD;
  private long oomKills = UNTOLD;
  private long ooms = UNTOLD;
  private long periods = UNTOLD;
  private long throttledPeriods = UNTOLD;
  private long throttledMillis = UNTOLD;
  private long memoryStalledMillis = UNTOLD;
  private long citedLine;
  private String cited = "";
  private long throttledLine;
  private String throttledText = "";
  private long stalledLine;
  private String stalledText = "";

  CgroupAccount(ReadInput input, String folder) {
    this.input = input;
    Owner source = input.source().owner();
    this.owner = source.equals(Owner.UNKNOWN) ? PathOwner.of(folder) : source;
  }

  /**
   * Takes one value.
   *
   * @param file the cgroup file that it stands in, empty where no heading told
   * @return false where it is no value
   */
  boolean accept(long number, String file, String value) {
    Matcher counter = COUNTER.matcher(value);
    if (counter.matches()) {
      counter(number, file, value, counter.group(1), Long.parseLong(counter.group(2)));
      return true;
    }
    if (value.equals("max")) {
      return true;
    }
    Matcher pressure = PRESSURE.matcher(value);
    if (pressure.matches()) {
      if (file.equals("memory.pressure") && pressure.group(1).equals("full")) {
        memoryStalledMillis = Long.parseLong(pressure.group(2)) / MICROS_PER_MILLI;
        stalledLine = number;
        stalledText = shown(file, value);
      }
      return true;
    }
    if (!BYTES.matcher(value).matches()) {
      return false;
    }
    bytes(number, file, value, parse(value));
    return true;
  }

  /** Tells the account, unless it has no number that matters. */
  void tell(SignalSink sink) {
    if (throttledPeriods >= 0) {
      Evidence evidence = new Evidence(input.source(), throttledLine, null, throttledText);
      sink.accept(
          new CgroupWaits(evidence, owner, periods, throttledPeriods, throttledMillis, UNTOLD));
    }
    if (memoryStalledMillis >= 0) {
      Evidence evidence = new Evidence(input.source(), stalledLine, null, stalledText);
      sink.accept(new CgroupWaits(evidence, owner, UNTOLD, UNTOLD, UNTOLD, memoryStalledMillis));
    }
    if (limit < 0 && peak < 0 && current < 0 && oomKills < 0) {
      return;
    }
    Evidence evidence = new Evidence(input.source(), citedLine, null, cited);
    sink.accept(new CgroupMemory(evidence, owner, limit, highest(), oomKills, ooms));
  }

  /**
   * Kernels before 5.19 have no peak in v2; a limit that was hit, or the usage now, bounds it from
   * below.
   */
  private long highest() {
    if (peak >= 0) {
      return peak;
    }
    return hits > 0 && limit >= 0 ? limit : current;
  }

  private void counter(long number, String file, String value, String name, long count) {
    switch (name) {
      case "oom_kill" -> {
        oomKills = Math.max(oomKills, count);
        cite(number, file, value);
      }
      case "oom" -> ooms = Math.max(ooms, count);
      case "nr_periods" -> periods = count;
      case "nr_throttled" -> {
        throttledPeriods = count;
        throttledLine = number;
        throttledText = shown(file, value);
      }
      case "throttled_usec" -> throttledMillis = count / MICROS_PER_MILLI;
      case "throttled_time" -> throttledMillis = count / NANOS_PER_MILLI;
      case "max" -> hits = Math.max(hits, count);
      default -> {
        // the other counters say nothing about memory that ran out or about waiting
      }
    }
  }

  private void bytes(long number, String file, String value, long amount) {
    switch (file) {
      case "memory.max", "memory.limit_in_bytes" -> {
        limit = amount >= UNLIMITED ? UNTOLD : amount;
        if (cited.isEmpty()) {
          cite(number, file, value);
        }
      }
      case "memory.peak", "memory.max_usage_in_bytes" -> peak = amount;
      case "memory.current", "memory.usage_in_bytes" -> current = amount;
      case "memory.failcnt" -> {
        hits = amount;
        ooms = Math.max(ooms, amount);
      }
      default -> {
        // the other files say nothing about memory that ran out
      }
    }
  }

  private void cite(long number, String file, String value) {
    citedLine = number;
    cited = shown(file, value);
  }

  private static String shown(String file, String value) {
    return file.isEmpty() ? value : file + ": " + value;
  }

  private static long parse(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException beyondLong) {
      return Long.MAX_VALUE;
    }
  }
}
