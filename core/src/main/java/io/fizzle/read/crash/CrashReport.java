package io.fizzle.read.crash;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.read.CommandLine;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SignalSink;
import io.fizzle.read.message.Failures;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.JvmSignal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was read of one crash report so far; told when the report is over. */
final class CrashReport {

  /** {@code vmError.cpp}: the signal or internal error, then {@code pid=} and {@code tid=}. */
  private static final Pattern ERROR =
      Pattern.compile(
          "^#\\s{1,4}(SIG[A-Z0-9]{2,10}|EXCEPTION_\\w{3,40}|Internal Error|Out of Memory Error)"
              + " ?\\(");

  private static final Pattern PID = Pattern.compile("\\bpid=(\\d{1,10})\\b");
  private static final Pattern JAVA =
      Pattern.compile("^# JRE version: .{0,200}?\\((?:1\\.)?(\\d{1,2})[.\\d_+\\w-]{0,40}\\)");
  private static final Pattern COLLECTOR =
      Pattern.compile("(g1|parallel|serial|concurrent mark sweep|shenandoah|z) gc\\b");
  private static final Pattern CORES = Pattern.compile("^Host: .{0,200}?(\\d{1,5}) cores");

  /** {@code debug.cpp}, CrashOnOutOfMemoryError. */
  private static final String OUT_OF_MEMORY = "fatal error: OutOfMemory encountered: ";

  private static final String MEMORY_ERROR = "OutOfMemoryError";

  private final ReadInput input;
  private final CrashTime time = new CrashTime();
  private String error = "";
  private String frame = "";
  private boolean frameFollows;
  private String cited = "";
  private long citedLine;
  private long pid;
  private @Nullable FailureKind memory;
  private String command = "";
  private @Nullable String collector;
  private int javaMajor;
  private int cores;

  CrashReport(ReadInput input) {
    this.input = input;
  }

  /** True once a line told what the fatal error was. */
  boolean hasError() {
    return !error.isEmpty();
  }

  void accept(long number, String line) {
    if (line.startsWith("#")) {
      header(number, line);
    } else if (line.startsWith("Command Line:") || line.startsWith("java_command:")) {
      command += " " + line;
    } else if (line.startsWith("jvm_args:") && !command.contains("-Xmx")) {
      command += " " + line;
    } else if (line.startsWith("Host: ")) {
      Matcher matcher = CORES.matcher(line);
      cores = matcher.find() ? Integer.parseInt(matcher.group(1)) : cores;
    } else {
      time.accept(line);
    }
  }

  private void header(long number, String line) {
    if (frameFollows) {
      frame = line.substring(1).strip();
      frameFollows = false;
      return;
    }
    frameFollows = line.startsWith("# Problematic frame:");
    Matcher matcher = ERROR.matcher(line);
    if (matcher.find()) {
      fatal(number, line, matcher.group(1));
    } else if (line.contains(OUT_OF_MEMORY)) {
      crashedOnOutOfMemory(number, line);
    } else if (line.startsWith("# Native memory allocation (")) {
      memory(number, line, FailureKind.NATIVE_MEMORY);
    }
    version(line);
  }

  private void fatal(long number, String line, String name) {
    Matcher matcher = PID.matcher(line);
    pid = matcher.find() ? Long.parseLong(matcher.group(1)) : pid;
    if (name.equals("Out of Memory Error")) {
      if (memory == null) {
        memory(number, line, FailureKind.NATIVE_MEMORY);
      }
    } else {
      error = name;
      cite(number, line);
    }
  }

  private void crashedOnOutOfMemory(long number, String line) {
    String text = line.substring(line.indexOf(OUT_OF_MEMORY) + OUT_OF_MEMORY.length());
    FailureKind kind = Failures.parse("java.lang.OutOfMemoryError: " + text).kind();
    memory(number, line, kind.isJvmOutOfMemory() ? kind : FailureKind.OUT_OF_MEMORY);
  }

  private void memory(long number, String line, FailureKind kind) {
    error = MEMORY_ERROR;
    memory = kind;
    cite(number, line);
  }

  private void version(String line) {
    Matcher java = JAVA.matcher(line);
    if (java.find()) {
      javaMajor = Integer.parseInt(java.group(1));
    }
    if (line.startsWith("# Java VM:")) {
      Matcher matcher = COLLECTOR.matcher(line);
      collector = matcher.find() ? collectorName(matcher.group(1)) : null;
    }
  }

  private void cite(long number, String line) {
    cited = line.substring(1).strip();
    citedLine = number;
  }

  /** Tells who crashed and how; nothing where no fatal error was seen. */
  void tell(SignalSink sink) {
    if (!hasError()) {
      return;
    }
    Owner owner = input.source().owner();
    Owner told = owner.equals(Owner.UNKNOWN) ? CommandLine.owner(command) : owner;
    Evidence evidence = new Evidence(input.source(), citedLine, time.crash(input.clock()), cited);
    if (pid > 0) {
      sink.accept(new JvmSignal.ProcessIdentified(evidence, told, pid, CommandLine.host(command)));
    }
    long heapMax = CommandLine.heapMax(command);
    if (collector != null || javaMajor > 0 || heapMax > 0) {
      Evidence start = evidence.at(time.start(input.clock()));
      sink.accept(new JvmSignal.Started(start, told, collector, javaMajor, heapMax, cores));
    }
    sink.accept(new JvmSignal.Crashed(evidence, told, pid, error, frame, memory));
  }

  private static String collectorName(String words) {
    return switch (words) {
      case "g1" -> "G1";
      case "parallel" -> "Parallel";
      case "serial" -> "Serial";
      case "shenandoah" -> "Shenandoah";
      case "z" -> "Z";
      default -> "CMS";
    };
  }
}
