package io.fizzle.learning;

import io.fizzle.report.Report;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every diagnosis of some cases, with all their evidence and with each part of it. */
public final class Accuracy {
  private final Map<EvidenceSet, List<Entry>> entries = new EnumMap<>(EvidenceSet.class);

  private final List<LabelledWeighing> weighings = new ArrayList<>();

  /** Nothing yet. */
  public Accuracy() {
    for (EvidenceSet set : EvidenceSet.values()) {
      entries.put(set, new ArrayList<>());
    }
  }

  /** Diagnoses and scores every case with every set of evidence that it has. */
  public static Accuracy of(List<Case> cases) {
    Accuracy accuracy = new Accuracy();
    cases.forEach(accuracy::add);
    return accuracy;
  }

  /** Adds a case and returns what was said of it. */
  public Map<EvidenceSet, Entry> add(Case known) {
    Map<EvidenceSet, Entry> added = new EnumMap<>(EvidenceSet.class);
    for (EvidenceSet set : EvidenceSet.values()) {
      if (!set.of(known.evidence()).isEmpty()) {
        Report report = Entry.diagnose(set.of(known.evidence()));
        Entry entry = Entry.of(known, set, report);
        Weighings.of(known, set, report.diagnosis()).ifPresent(weighings::add);
        entries.computeIfAbsent(set, none -> new ArrayList<>()).add(entry);
        added.put(set, entry);
      }
    }
    return added;
  }

  /** What was said of each case from this set, in the order in which the cases came. */
  public List<Entry> of(EvidenceSet set) {
    return List.copyOf(entries.getOrDefault(set, List.of()));
  }

  /** What was weighed, to learn from. */
  public List<LabelledWeighing> weighings() {
    return List.copyOf(weighings);
  }

  /** All entries of all sets. */
  public List<Entry> every() {
    return entries.values().stream().flatMap(List::stream).toList();
  }

  /** How many entries have this mark. */
  public static long count(List<Entry> entries, Score.Mark mark) {
    return entries.stream().filter(entry -> entry.score().mark() == mark).count();
  }

  /**
   * How often each thing was said where another was expected: expected, then said, then the count.
   */
  public static Map<String, Map<String, Integer>> confusion(List<Entry> entries) {
    Map<String, Map<String, Integer>> confusion = new TreeMap<>();
    entries.forEach(
        entry ->
            confusion
                .computeIfAbsent(entry.expected(), key -> new TreeMap<>())
                .merge(entry.said().label(), 1, Integer::sum));
    return confusion;
  }
}
