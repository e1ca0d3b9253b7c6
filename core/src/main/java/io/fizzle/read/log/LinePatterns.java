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
  static final LinePatterns ALL = new LinePatterns();

  private final List<LinePattern> patterns = new ArrayList<>();
  private final List<BitSet> byLiteral = new ArrayList<>();
  private final LiteralScanner scanner;

  /** Specific before general: a line that quotes another is read as what it is itself. */
  private LinePatterns() {
    patterns.addAll(SectionLines.patterns());
    patterns.addAll(FizzleLines.patterns());
    patterns.addAll(FailureLines.patterns());
    patterns.addAll(JvmLines.patterns());
    patterns.addAll(TaskLines.patterns());
    patterns.addAll(ExecutorLines.patterns());
    patterns.addAll(ExecutorLossLines.patterns());
    patterns.addAll(StandaloneLines.patterns());
    patterns.addAll(ApplicationLines.patterns());
    patterns.add(ExecutorLossLines.standingAlone());
    patterns.addAll(YarnLines.patterns());
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
    byLiteral.addAll(announced.values());
    scanner = new LiteralScanner(List.copyOf(announced.keySet()));
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
