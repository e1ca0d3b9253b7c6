package io.fizzle.accuracy;

import io.fizzle.accuracy.Corpus.Published;
import io.fizzle.accuracy.Corpus.Recorded;
import io.fizzle.cases.Diagnosed;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every diagnosis of a corpus, scored. */
record Accuracy(Map<EvidenceSet, List<Entry>> recorded, List<Entry> published, Unscored unscored) {

  /** What one case was to be, was said to be, and how that scores. */
  record Entry(String name, String expected, Said said, Score score) {}

  /** Published failures that no score is made of, by the reason. */
  record Unscored(int uncertain, int withoutId) {}

  static Accuracy of(Corpus corpus) {
    Map<EvidenceSet, List<Entry>> recorded = new EnumMap<>(EvidenceSet.class);
    for (EvidenceSet set : EvidenceSet.values()) {
      recorded.put(set, new ArrayList<>());
    }
    for (Recorded run : corpus.recorded()) {
      for (EvidenceSet set : EvidenceSet.values()) {
        if (!set.of(run.evidence()).isEmpty()) {
          recorded.get(set).add(entry(run, set));
        }
      }
    }
    List<Published> all = corpus.published();
    List<Published> certain = all.stream().filter(Published::certain).toList();
    List<Published> labelled = certain.stream().filter(run -> !run.accepted().isEmpty()).toList();
    return new Accuracy(
        recorded,
        labelled.stream().map(Accuracy::entry).toList(),
        new Unscored(all.size() - certain.size(), certain.size() - labelled.size()));
  }

  private static Entry entry(Recorded run, EvidenceSet set) {
    Said said = Said.of(Diagnosed.of(set.of(run.evidence())));
    Score score =
        set == EvidenceSet.ALL
            ? Score.complete(run.expected(), said)
            : Score.partial(run.expected(), said);
    return new Entry(run.name(), run.expected().label(), said, score);
  }

  private static Entry entry(Published run) {
    Said said = Said.of(Diagnosed.of(List.of(run.log())));
    return new Entry(run.name(), run.label(), said, Score.labelled(run.accepted(), said));
  }

  /** All entries of all evidence sets. */
  List<Entry> everyRecorded() {
    return recorded.values().stream().flatMap(List::stream).toList();
  }

  /** How many entries have this mark. */
  static long count(List<Entry> entries, Score.Mark mark) {
    return entries.stream().filter(entry -> entry.score().mark() == mark).count();
  }

  /**
   * How often each thing was said where another was expected: expected, then said, then the count.
   */
  static Map<String, Map<String, Integer>> confusion(List<Entry> entries) {
    Map<String, Map<String, Integer>> confusion = new TreeMap<>();
    entries.forEach(
        entry ->
            confusion
                .computeIfAbsent(entry.expected(), key -> new TreeMap<>())
                .merge(entry.said().label(), 1, Integer::sum));
    return confusion;
  }
}
