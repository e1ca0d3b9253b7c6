package io.fizzle;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.Collected;
import io.fizzle.read.Problem;
import io.fizzle.read.parting.Parting;
import io.fizzle.report.SourceUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The account of every source that was named or found. */
final class Account {
  private Account() {}

  static List<SourceUse> of(Collected collected, Parting parting, List<SourceUse> read) {
    List<SourceUse> uses = new ArrayList<>();
    Set<String> problematic =
        collected.problems().stream().map(Problem::source).collect(Collectors.toSet());
    collected.inputs().stream()
        .filter(input -> !input.usable() && !problematic.contains(input.source().name()))
        .forEach(input -> uses.add(use(input.source(), input.size(), 0, false, input.note())));
    collected.problems().forEach(problem -> uses.add(unread(problem)));
    parting
        .unread()
        .forEach(
            one -> uses.add(use(one.input().source(), one.input().size(), 0, false, one.why())));
    uses.addAll(read);
    return uses;
  }

  private static SourceUse unread(Problem problem) {
    String note = problem.what() + "; " + problem.whatToDo();
    return new SourceUse(
        problem.source(), SourceKind.UNUSABLE.id(), Owner.UNKNOWN.label(), 0, 0, false, note);
  }

  static SourceUse use(Source source, long bytes, long lines, boolean used, String note) {
    return new SourceUse(
        source.name(),
        source.kind().id(),
        source.owner().label(),
        Math.max(0, bytes),
        lines,
        used,
        note);
  }
}
