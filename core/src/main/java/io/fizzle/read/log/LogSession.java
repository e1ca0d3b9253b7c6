package io.fizzle.read.log;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Owner.Role;
import io.fizzle.evidence.Source;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SignalSink;
import io.fizzle.read.SourceClock;
import io.fizzle.read.threads.ThreadDump;
import io.fizzle.signal.JvmSignal.LogEnded;
import io.fizzle.signal.Signal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is remembered while one source is read; all of it bounded. */
final class LogSession {
  /** Headers of lines without one are looked for so far back at most. */
  private static final int HEADER_DISTANCE = 64 << 10;

  private final Source base;
  private final SignalSink sink;
  private final LogWindow window;
  private final LineParser parser;
  private final WrappedLines lines;
  private final TaskLedger tasks = new TaskLedger();
  private final LaunchLedger launches = new LaunchLedger();
  private Source source;
  private Owner learned = Owner.UNKNOWN;
  private final PodSections pods = new PodSections();
  private PodSections.@Nullable Section pod;
  private LogLife life = new LogLife();
  private String container = "";
  private boolean local;
  private String driversHeader = "";
  private @Nullable LogLine header;
  private long searchedTo;
  private @Nullable Instant latest;
  private final SourceClock clock;
  private @Nullable ThreadDump dump;
  private @Nullable Quotation quotation;

  LogSession(ReadInput input, SignalSink sink, LogWindow window) {
    this.base = input.source();
    this.source = base;
    this.sink = sink;
    this.window = window;
    this.clock = input.clock();
    this.parser = new LineParser(clock);
    this.lines = new WrappedLines(window, parser);
  }

  LineParser parser() {
    return parser;
  }

  WrappedLines lines() {
    return lines;
  }

  Source source() {
    return source;
  }

  TaskLedger tasks() {
    return tasks;
  }

  LaunchLedger launches() {
    return launches;
  }

  LogLife life() {
    return life;
  }

  void emit(Signal signal) {
    sink.accept(signal);
  }

  /** The line with which an executor tells its id, or a driver that it runs tasks itself. */
  void startedExecutor(String id) {
    life.started();
    if (id.equals("driver")) {
      local = true;
    } else if (isVague(source.owner())) {
      learned = Owner.executor(id);
    }
  }

  /**
   * The line with which a driver begins. A log that was written on after a driver's orderly end
   * holds the end of one application and the beginning of another.
   */
  void startedDriver(LogEntry entry) {
    driversHeader = entry.line().text();
    if (life.hasStarted() && life.isOrderly()) {
      Evidence here = entry.evidence();
      String last = "the log of another run begins after this line";
      endLog(new Evidence(here.source(), here.line() - 1, latest, last), true);
    }
    life.started();
    if (isVague(source.owner()) && learned.role() == Role.UNKNOWN) {
      learned = Owner.DRIVER;
    }
  }

  /** A line of Spark's own in the driver that began last, empty where none did. */
  String driversHeader() {
    return driversHeader;
  }

  /** Tasks run in the driver itself: an executor's lines are the driver's. */
  void runsLocally() {
    local = true;
  }

  /** A thread dump begins with this entry. */
  void beginDump(LogEntry entry) {
    endDump();
    Evidence here = entry.evidence();
    dump = new ThreadDump(here.line(), here.excerpt(), ThreadDumpLines.time(entry, clock));
  }

  /** True while lines of a thread dump may come. */
  boolean isInDump() {
    return dump != null;
  }

  /** Offers a line to the thread dump at hand; false where it is none of it. */
  boolean acceptDumpLine(String raw, int start) {
    ThreadDump open = dump;
    if (open == null) {
      return false;
    }
    if (raw.startsWith(PodPrefixStream.MARK)) {
      endDump();
      return false;
    }
    boolean accepted = open.accept(window.lineNumber(start), raw);
    if (open.isOver()) {
      endDump();
    }
    return accepted;
  }

  private void endDump() {
    ThreadDump ended = dump;
    dump = null;
    if (ended != null) {
      ended.tell(source, process(), sink);
    }
  }

  /** A part of the source that another process wrote begins. */
  void beginSection(String name, Owner owner, int position) {
    endDump();
    source = base.section(name, owner);
    learned = Owner.UNKNOWN;
    life = new LogLife();
    header = null;
    latest = null;
    searchedTo = window.offset(position);
  }

  /**
   * The end of another process's output is quoted from here on, for so many bytes at most; what is
   * known of the process that quotes it is kept.
   */
  void beginQuotation(String name, Owner owner, int position, int end) {
    endQuotation(Integer.MAX_VALUE);
    LogLine before = headerBefore(position);
    quotation = new Quotation(source, learned, life, before, latest, window.offset(end));
    source = source.section(name, owner);
    learned = Owner.UNKNOWN;
    life = new LogLife();
    header = before == null ? null : LogLine.plain("", before.time());
    latest = null;
    searchedTo = window.offset(position);
  }

  /** Goes back to the process that quoted, where a position lies behind what it quoted. */
  void endQuotation(int position) {
    Quotation open = quotation;
    if (open != null && (position == Integer.MAX_VALUE || window.offset(position) >= open.end())) {
      quotation = null;
      source = open.source();
      learned = open.learned();
      life = open.life();
      header = open.header();
      latest = open.latest();
      searchedTo = Math.max(searchedTo, open.end());
    }
  }

  /** A container's logs begin in an aggregated log. */
  void beginContainer(String id) {
    container = id;
  }

  /** The container whose logs are read, empty outside of aggregated logs. */
  String container() {
    return container;
  }

  /** A part of an aggregated log ends before or with this entry. */
  void endSection(LogEntry entry) {
    endDump();
    headerBefore(entry.start());
    endLog(entry.evidence(), true);
    source = base;
    learned = Owner.UNKNOWN;
  }

  /** Goes over to the pod whose prefix a raw line has, and keeps what is known of the last one. */
  void enterPod(String line, int start) {
    PodSections.Section next = pods.of(line, base);
    if (next == null || next.equals(pod)) {
      return;
    }
    leavePod(start);
    pod = next;
    source = next.source;
    learned = next.learned;
    life = next.life;
    header = next.header;
    latest = next.latest;
    searchedTo = window.offset(start);
  }

  private void leavePod(int start) {
    endDump();
    PodSections.Section last = pod;
    if (last == null) {
      return;
    }
    headerBefore(start);
    int lineStart = Math.max(0, window.lineStart(Math.max(0, start - 1)));
    last.learned = learned;
    last.header = header;
    last.latest = latest;
    last.lastLine = window.lineNumber(lineStart);
    last.lastText = parser.parse(window.decode(lineStart, start)).text();
  }

  /** Ends the logs of all pods but the one at hand. */
  private void endOtherPods(boolean whole) {
    PodSections.Section at = pod;
    for (PodSections.Section other : pods.all()) {
      if (!other.equals(at)) {
        source = other.source;
        learned = other.learned;
        life = other.life;
        latest = other.latest;
        endLog(new Evidence(source, other.lastLine, null, other.lastText), whole);
      }
    }
  }

  /** False where several pods or containers wrote the source. */
  boolean isOfOneProcess() {
    return pod == null && container.isEmpty() && source.equals(base);
  }

  /** True where containers of YARN wrote the source, whose files {@code yarn logs} tells apart. */
  boolean isAggregated() {
    return pod == null && !container.isEmpty();
  }

  /** The source ends. */
  void endSource(boolean whole) {
    endDump();
    endQuotation(Integer.MAX_VALUE);
    int last = Math.max(0, window.limit() - 1);
    headerBefore(window.limit());
    int start = Math.max(0, window.lineStart(last));
    String text = parser.parse(window.decode(start, window.limit())).text();
    endLog(new Evidence(source, window.lineNumber(start), null, text), whole);
    endOtherPods(whole);
  }

  private void endLog(Evidence evidence, boolean whole) {
    Owner owner = process();
    boolean own = owner.isExecutor() || owner.isDriver();
    if (own && life.hasStarted()) {
      emit(new LogEnded(evidence.at(latest), owner, life.isOrderly(), whole));
    }
    life = new LogLife();
  }

  /** Notes the newest header, so that lines without one can be dated. */
  void passed(LogLine line, int position) {
    if (line.headed()) {
      header = line.time() == null && header != null ? line.withTime(header.time()) : line;
      searchedTo = window.offset(position);
      Instant time = line.time();
      latest = time != null && (latest == null || time.isAfter(latest)) ? time : latest;
    }
  }

  /** The time of an entry: its own, or that of the last header before it. */
  @Nullable Instant time(LogEntry entry) {
    if (entry.line().time() != null) {
      return entry.line().time();
    }
    LogLine before = headerBefore(entry.start());
    return before == null ? null : before.time();
  }

  /** The nearest line with a header before a position, looked for once over any stretch. */
  @Nullable LogLine headerBefore(int position) {
    int floor = Math.max(window.position(searchedTo), Math.max(0, position - HEADER_DISTANCE));
    int end = position;
    while (end > floor) {
      int start = window.lineStart(end - 1);
      if (start < 0) {
        break;
      }
      LogLine line = parser.parse(window.decode(start, end - 1));
      if (line.headed()) {
        passed(line, position);
        break;
      }
      end = start;
    }
    searchedTo = Math.max(searchedTo, window.offset(position));
    return header;
  }

  /** The process that wrote an entry, as far as source, logger or earlier lines tell. */
  Owner owner(LogEntry entry) {
    if (!isVague(source.owner())) {
      return source.owner();
    }
    String logger = entry.logger();
    if (logger.isEmpty() && !entry.line().headed() && !entry.followsBlank()) {
      LogLine before = headerBefore(entry.start());
      logger = before == null ? "" : before.logger();
    }
    Owner byLogger = byLogger(logger);
    return byLogger == null ? process() : byLogger;
  }

  /** The process whose output is read, by its source or by what it told of itself. */
  Owner process() {
    return isVague(source.owner()) && learned.role() != Role.UNKNOWN ? learned : source.owner();
  }

  private @Nullable Owner byLogger(String logger) {
    if (Loggers.areExecutors(logger)) {
      Owner told = learned.isExecutor() ? learned : source.owner();
      return local ? Owner.DRIVER : told.isExecutor() ? told : new Owner(Role.EXECUTOR, "");
    }
    if (Loggers.areDrivers(logger)) {
      return Owner.DRIVER;
    }
    return switch (logger) {
      case "Worker", "ExecutorRunner" -> new Owner(Role.WORKER, "");
      case "Master" -> new Owner(Role.MASTER, "");
      case "ApplicationMaster" -> new Owner(Role.APPLICATION_MASTER, "");
      case "ContainersMonitorImpl", "ContainerExecutor" -> new Owner(Role.NODE_MANAGER, "");
      default -> null;
    };
  }

  private static boolean isVague(Owner owner) {
    return owner.role() == Role.UNKNOWN
        || owner.role() == Role.EXECUTOR && owner.id().isEmpty()
        || owner.role() == Role.EXECUTOR && owner.id().startsWith("container_");
  }
}
