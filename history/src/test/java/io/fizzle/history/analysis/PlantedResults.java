package io.fizzle.history.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a thousand histories of each kind, as it is committed: how many there were, and the
 * exceptions, by the numbers of their histories.
 *
 * @param lines by kind: the number of histories, then the exceptions
 */
record PlantedResults(Map<String, List<String>> lines) {
  static final String NOTHING = "NOTHING";
  static final Path FILE =
      Path.of("src/test/resources/io/fizzle/history/analysis/planted-results.tsv");
  static final String COMMAND =
      "./mvnw -Dquick -pl history -am test -Dtest=PlantedPatternsTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dfizzle.histories=1000 -Dfizzle.write=true";

  private static final Path PAGE =
      Path.of(System.getProperty("fizzle.root", "..")).resolve("docs/history-answers.md");
  private static final String BEGIN = "<!-- written by PlantedPatternsTest -->\n";
  private static final String END = "<!-- end -->\n";

  static PlantedResults read() throws IOException {
    Map<String, List<String>> lines = new TreeMap<>();
    if (Files.exists(FILE)) {
      for (String line : Files.readAllLines(FILE)) {
        String[] cells = line.split("\t", 2);
        lines.computeIfAbsent(cells[0], key -> new ArrayList<>()).add(cells[1]);
      }
    }
    return new PlantedResults(lines);
  }

  PlantedResults with(String kind, int histories, List<String> exceptions) {
    Map<String, List<String>> more = new TreeMap<>(lines);
    List<String> all = new ArrayList<>(List.of(String.valueOf(histories)));
    all.addAll(exceptions);
    more.put(kind, all);
    return new PlantedResults(more);
  }

  void write() throws IOException {
    StringBuilder text = new StringBuilder();
    lines.forEach(
        (kind, all) ->
            all.forEach(line -> text.append(kind).append('\t').append(line).append('\n')));
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, text);
  }

  int histories(String kind) {
    return Integer.parseInt(lines.getOrDefault(kind, List.of("0")).get(0));
  }

  /** Those among the first histories. */
  List<String> exceptions(String kind, int first) {
    List<String> all = lines.getOrDefault(kind, List.of("0"));
    return all.subList(1, all.size()).stream()
        .filter(line -> Integer.parseInt(line.split(" ", 2)[0]) <= first)
        .toList();
  }

  /** The table. */
  String page() {
    StringBuilder text = new StringBuilder("| planted | found |\n| --- | --- |\n");
    for (PlantedHistory planted : PlantedHistory.values()) {
      int histories = histories(planted.name());
      int found = histories - exceptions(planted.name(), histories).size();
      text.append("| %s | %,d of %,d |%n".formatted(planted.title(), found, histories));
    }
    int clean = histories(NOTHING);
    return text.append(
            "| nothing | %,d of %,d accused of something |%n"
                .formatted(exceptions(NOTHING, clean).size(), clean))
        .toString();
  }

  static String pageAsCommitted() throws IOException {
    String text = Files.readString(PAGE);
    return text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
  }

  void writePage() throws IOException {
    String text = Files.readString(PAGE);
    Files.writeString(
        PAGE,
        text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
            + page()
            + text.substring(text.indexOf(END)));
  }
}
