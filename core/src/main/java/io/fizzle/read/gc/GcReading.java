package io.fizzle.read.gc;

import io.fizzle.evidence.Evidence;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.SignalSink;
import io.fizzle.signal.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reading of one log: gives each line to the format that it is written in. */
final class GcReading {
  private static final byte[] OVERHEAD_LIMIT = UnifiedLog.OVERHEAD_LIMIT;

  /** How a line ends that its writer finished. */
  private static final String FINISHED = "])}sKMGB%>";

  private final ReadInput input;
  private final Runs runs;
  private final UnifiedLog unified;
  private final LegacyLog legacy;
  private final OpenJ9Log openJ9;
  private final HeapPrints heaps;
  private final LastWords words;
  private final Decorators decorators = new Decorators();
  private boolean bare;
  private boolean cut;
  private long skipped;
  private long firstSkipped;

  GcReading(ReadInput input, SignalSink sink) {
    this.input = input;
    this.runs = new Runs(input, sink);
    this.unified = new UnifiedLog(input.clock());
    this.legacy = new LegacyLog(input.clock(), runs);
    this.openJ9 = new OpenJ9Log(input, runs);
    this.heaps = new HeapPrints(runs);
    this.words = new LastWords(input, sink, runs);
  }

  void accept(Line line) {
    if (line.isEmpty()) {
      return;
    }
    cut = !line.ended && FINISHED.indexOf(line.bytes[line.to - 1]) < 0;
    int tag = XmlTag.at(line);
    if (tag >= 0) {
      openJ9.accept(line, tag);
      return;
    }
    decorators.read(line);
    if (UnifiedLog.owns(line, decorators)) {
      unified(line);
    } else if (!detail(line)) {
      legacy(line);
    }
  }

  private void unified(Line line) {
    bare |= !decorators.present();
    boolean another =
        InitLines.isUsing(line, decorators.body()) && runs.current().facts().collector() != null;
    JvmRun run = runs.at(decorators.uptimeMicros());
    if (another && !run.isEmpty() && !isZInitializing(run)) {
      runs.begin();
      run = runs.current();
    }
    if (decorators.pid() > 0 && !run.isIdentified()) {
      identify(line, run);
    }
    Outcome outcome = unified.accept(line, decorators, run);
    run.saw(line, decorators.uptimeMicros());
    if (outcome == Outcome.SKIPPED) {
      skip(line);
    }
    if (bare) {
      heaps.accept(line, decorators.body());
    }
  }

  /** ZGC names itself twice: when it initializes, and when it is in use. */
  private static boolean isZInitializing(JvmRun run) {
    return "Z".equals(run.facts().collector()) && run.pauses() == 0;
  }

  private void identify(Line line, JvmRun run) {
    Moment moment = decorators.moment(line, input.clock());
    Evidence evidence =
        new Evidence(input.source(), line.number, moment.time(), line.text(line.from));
    run.process(evidence, decorators.pid(), decorators.host(line));
  }

  /** A line of the JVM's start whose decorators, if it has any, do not tell that it is of GC. */
  private boolean detail(Line line) {
    boolean possible = bare || decorators.uptimeMicros() >= 0;
    return possible
        && decorators.body() < line.to
        && unified.init(line, decorators, runs.current(), decorators.body()) == Outcome.READ;
  }

  private void legacy(Line line) {
    heaps.accept(line, decorators.body());
    if (legacy.isOpen()) {
      legacy.accept(line);
    } else if (LegacyHeader.isVersion(line)) {
      JvmFacts facts = runs.header();
      LegacyHeader.readVersion(line, facts);
      facts.cite(line, null);
    } else if (LegacyHeader.isFlags(line)) {
      JvmFacts facts = runs.header();
      LegacyHeader.readFlags(line, facts);
      facts.cite(line, null);
      expectClosing(line);
    } else {
      legacy.accept(line);
      lastWords(line);
    }
  }

  private void expectClosing(Line line) {
    if (LegacyHeader.tellsDetails(line)) {
      runs.current().expectClosing();
    }
  }

  private void lastWords(Line line) {
    words.accept(line);
    if (line.bytes[line.from] == ' ' && line.find(OVERHEAD_LIMIT, line.from) >= 0) {
      JvmRun run = runs.current();
      run.outOfMemory(line, new Moment(-1, null), FailureKind.GC_OVERHEAD, false);
    }
  }

  private void skip(Line line) {
    firstSkipped = skipped == 0 ? line.number : firstSkipped;
    skipped++;
  }

  /**
   * Ends the reading of a log that another text goes on behind; call it, or {@link #report}, once.
   *
   * @return how many of its lines could not be read
   */
  long end() {
    heaps.close();
    legacy.end();
    runs.end();
    return skipped + legacy.broken();
  }

  /** Ends the reading; call it once. */
  ReadReport report(LineSplitter lines) {
    heaps.close();
    boolean torn = legacy.end() || cut;
    runs.end();
    IOException tear = lines.tear();
    return new ReadReport(
        lines.bytes(),
        lines.lines(),
        skipped + legacy.broken(),
        torn || tear != null,
        remarks(lines, tear, torn));
  }

  private List<String> remarks(LineSplitter lines, @Nullable IOException tear, boolean torn) {
    List<String> remarks = new ArrayList<>();
    if (tear != null) {
      remarks.add("line " + lines.lines() + ": the stream broke: " + tear.getMessage());
    } else if (torn) {
      remarks.add("line " + lines.lines() + ": the log breaks off");
    }
    if (firstSkipped > 0) {
      remarks.add("line " + firstSkipped + ": the first pause that could not be read");
    }
    if (runs.count() > 1) {
      remarks.add(runs.count() + " JVMs wrote to this log");
    }
    if (runs.undetailed() > 0) {
      remarks.add("without details (-Xlog:gc*) a log cannot tell whether its JVM ended in order");
    }
    return remarks;
  }
}
