package io.fizzle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures Fizzle against its targets and beside its peers: {@code Bench
 * all|start|eventlog|history|logs|gc [EVENT-LOG]}, from the checkout's root. {@code all} also
 * writes {@value #PAGE}.
 */
final class Bench {
  private static final String PAGE = "docs/benchmarks.md";
  private static final Inputs INPUTS = new Inputs(Path.of("bench", "target", "inputs"));

  private Bench() {}

  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    boolean all = arguments[0].equals("all");
    List<Path> given =
        List.of(arguments).subList(1, arguments.length).stream().map(Path::of).toList();
    double load = Machine.load();
    List<Section> sections = new ArrayList<>();
    for (String what :
        all ? List.of("start", "eventlog", "history", "logs", "gc") : List.of(arguments[0])) {
      sections.add(section(what, given));
    }
    String page = new Page(sections, load).markdown();
    System.out.print(page);
    if (all) {
      Files.writeString(Path.of(PAGE), page);
    }
  }

  private static Section section(String what, List<Path> given) throws IOException {
    return switch (what) {
      case "start" -> new StartBench().section();
      case "eventlog" -> new EventLogBench(INPUTS).section(given);
      case "history" -> new HistoryBench(INPUTS).section();
      case "logs" -> new TextLogBench(INPUTS).section();
      case "gc" -> new GcLogBench(INPUTS).section();
      default -> throw new IllegalArgumentException("no benchmark is called " + what);
    };
  }
}
