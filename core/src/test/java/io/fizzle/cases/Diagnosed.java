package io.fizzle.cases;

import io.fizzle.Investigation;
import io.fizzle.cause.Causes;
import io.fizzle.cause.finding.Finding;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.RankedCause;
import io.fizzle.remedy.Remedy.OperatorAction;
import io.fizzle.report.Ink;
import io.fizzle.report.Report;
import io.fizzle.report.TextReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The diagnosis of some files, with the questions that tests ask of it. */
public record Diagnosed(Report report) {
  private static final int WIDTH = 140;

  /** Reads these places, as the command line would. */
  public static Diagnosed of(List<Path> places) {
    Investigation investigation =
        new Investigation(Investigation.Options.DEFAULT, (source, number, total, size) -> {});
    return new Diagnosed(investigation.investigate(places.stream().map(Path::toString).toList()));
  }

  public Diagnosis diagnosis() {
    return report.diagnosis();
  }

  public String outcome() {
    return diagnosis().application().outcome().id();
  }

  public String verdict() {
    return diagnosis().verdict().cause();
  }

  public boolean isUndetermined() {
    return verdict().equals(Causes.UNDETERMINED);
  }

  /** The incident that the verdict explains, else the gravest one. */
  public Optional<Explained> main() {
    String id = diagnosis().verdict().incident();
    return id == null ? diagnosis().incidents().stream().findFirst() : diagnosis().incident(id);
  }

  /** The main incident's most probable cause. */
  public Optional<RankedCause> top() {
    return main().flatMap(Explained::top);
  }

  /** Incidents whose most probable cause means that something went wrong, or that have none. */
  public List<Explained> troubles() {
    return diagnosis().incidents().stream()
        .filter(one -> one.top().filter(top -> top.cause().isBenign()).isEmpty())
        .toList();
  }

  public Set<String> findings() {
    Set<String> findings = new TreeSet<>();
    diagnosis().findings().stream().map(Finding::cause).forEach(findings::add);
    return findings;
  }

  /** What the main incident names as missing, with how to get it. */
  public String missing() {
    return main().map(explained -> explained.missing().toString()).orElse("");
  }

  /** What the main incident's remedies say to do: titles and commands, a line each. */
  public String remedies() {
    return main().map(Explained::remedies).orElse(List.of()).stream()
        .map(
            remedy ->
                remedy instanceof OperatorAction action
                    ? action.title() + " $ " + action.command()
                    : remedy.title())
        .collect(Collectors.joining("\n"));
  }

  /** The whole report, for messages of failing tests. */
  public String text() {
    return new TextReport(WIDTH, Ink.PLAIN).render(report);
  }
}
