package io.fizzle.read.log;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All patterns in the order in which a line is tried on them, and the automaton over their
 * literals.
 */
final class LinePatterns {
  /**
   * Unified logging's number of a collection; what a collection begins with in JDK 8. Stands before
   * {@link #ALL}, which is made with it.
   */
  private static final List<String> GC_MARKS = List.of(" GC(", "[GC (", "[Full GC (");

  static final LinePatterns ALL = new LinePatterns();

  private final BitSet gcMarks = new BitSet();
  private final List<LinePattern> patterns = new ArrayList<>();
  private final List<BitSet> byLiteral = new ArrayList<>();
  private final LiteralScanner scanner;

  /** Specific before general: a line that quotes another is read as what it is itself. */
  private LinePatterns() {
    patterns.addAll(SectionLines.patterns());
    patterns.addAll(QuotedOutput.patterns());
    patterns.addAll(FizzleLines.patterns());
    patterns.addAll(ThreadDumpLines.patterns());
    patterns.addAll(HeapDumpLines.patterns());
    patterns.addAll(FailureLines.patterns());
    patterns.addAll(JvmLines.patterns());
    patterns.addAll(TaskLines.patterns());
    patterns.addAll(ExecutorLines.patterns());
    patterns.addAll(SizeLines.patterns());
    patterns.addAll(ExecutorLossLines.patterns());
    patterns.addAll(StandaloneLines.patterns());
    patterns.addAll(ApplicationLines.patterns());
    patterns.add(ExecutorLossLines.standingAlone());
    patterns.addAll(YarnLines.patterns());
    patterns.addAll(YarnApplicationLines.patterns());
    patterns.addAll(KubernetesLines.patterns());
    patterns.addAll(ProseLines.patterns());
    patterns.add(FailureLines.anyOther());
    Map<String, BitSet> announced = new LinkedHashMap<>();
    for (int i = 0; i < patterns.size(); i++) {
      for (String literal : patterns.get(i).literals()) {
        announced.computeIfAbsent(literal, any -> new BitSet()).set(i);
      }
    }
    // where another pod begins: no pattern reads it, the reader itself takes note
    announced.put(PodPrefixStream.MARK, new BitSet());
    // the same for lines of a GC log on the process's output
    GC_MARKS.forEach(mark -> announced.computeIfAbsent(mark, any -> new BitSet()));
    byLiteral.addAll(announced.values());
    List<String> literals = List.copyOf(announced.keySet());
    GC_MARKS.forEach(mark -> gcMarks.set(literals.indexOf(mark)));
    scanner = new LiteralScanner(literals);
  }

  /** One list of several, in order. */
  @SafeVarargs
  static List<LinePattern> join(List<LinePattern>... lists) {
    List<LinePattern> joined = new ArrayList<>();
    for (List<LinePattern> list : lists) {
      joined.addAll(list);
    }
    return joined;
  }

  List<LinePattern> patterns() {
    return patterns;
  }

  /** All literals, each once. */
  List<String> literals() {
    return patterns.stream().flatMap(pattern -> pattern.literals().stream()).distinct().toList();
  }

  /** True where a line of a GC log is announced. */
  boolean announceGc(BitSet found) {
    return found.intersects(gcMarks);
  }

  /** True where nothing but a collection is announced. */
  boolean announceOnlyGc(BitSet found) {
    BitSet others = (BitSet) found.clone();
    others.andNot(gcMarks);
    return others.isEmpty();
  }

  LiteralScanner scanner() {
    return scanner.fork();
  }

  /**
   * The first pattern, of those that the literals announce, that reads the entry; -1 where none
   * does.
   */
  int read(LogEntry entry, BitSet literals) {
    BitSet candidates = new BitSet();
    literals.stream().forEach(literal -> candidates.or(byLiteral.get(literal)));
    return candidates.stream().filter(i -> patterns.get(i).read(entry)).findFirst().orElse(-1);
  }
}
