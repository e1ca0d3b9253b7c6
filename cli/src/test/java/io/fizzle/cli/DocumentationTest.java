package io.fizzle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fizzle.Investigation;
import io.fizzle.report.Ink;
import io.fizzle.report.Report;
import io.fizzle.report.TextReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation tells people to type or to open is there. */
class DocumentationTest {
  private static final Path ROOT = Path.of(System.getProperty("fizzle.root", ".."));
  private static final String PROGRAM = "bin/fizzle ";
  private static final int WIDTH = 80;

  /** The report in the README. */
  private static final Pattern SHOWN = Pattern.compile("(?s)```text\n(.*?)```");

  /** A command ends where its line, its code, its pipeline or its comment does. */
  private static final Pattern COMMAND = Pattern.compile("(?<![\\w./-])bin/fizzle ([^\\n`|;&>#]+)");

  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```");

  record Reference(Path page, String text) {
    @Override
    public String toString() {
      return ROOT.relativize(page) + ": " + text;
    }
  }

  static Stream<Reference> commands() {
    return references(COMMAND).distinct();
  }

  static Stream<Reference> relativeLinks() {
    return references(LINK).filter(link -> !link.text().contains("://")).distinct();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandIsUnderstood(Reference command) {
    assertThatCode(() -> Main.commandLine().parseArgs(words(command.text())))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyExampleOfACommandExists(Reference command) {
    assertThat(words(command.text()))
        .filteredOn(word -> word.startsWith("examples/") && !word.contains("NAME"))
        .allSatisfy(example -> assertThat(ROOT.resolve(example)).exists());
  }

  @ParameterizedTest
  @MethodSource("relativeLinks")
  void everyRelativeLinkOpens(Reference link) throws IOException {
    String[] parts = link.text().split("#", 2);
    Path target =
        parts[0].isEmpty() ? link.page() : link.page().resolveSibling(parts[0]).normalize();

    assertThat(target).exists();
    if (parts.length > 1) {
      assertThat(anchors(target)).contains(parts[1]);
    }
  }

  @Test
  void theReadmeShowsHowToBuildRunAndTest() throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));

    assertThat(lines).anyMatch(line -> line.strip().startsWith(PROGRAM + "diagnose examples/"));
    assertThat(lines).anyMatch(line -> line.strip().equals("./mvnw verify"));
  }

  @Test
  void theReadmeShowsWhatItsFirstExamplePrints() throws IOException {
    Path page = ROOT.resolve("README.md");
    String text = Files.readString(page);
    Matcher shown = SHOWN.matcher(text);
    assertThat(shown.find()).isTrue();
    String printed = firstExample() + "[…]\n";
    if (Boolean.getBoolean("fizzle.write")) {
      Files.writeString(
          page, text.substring(0, shown.start(1)) + printed + text.substring(shown.end(1)));
    }

    assertThat(SHOWN.matcher(Files.readString(page)).results().findFirst().orElseThrow().group(1))
        .as(
            "README.md shows an old report; write it anew with ./mvnw -Dquick -pl cli -am test"
                + " -Dtest=DocumentationTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dfizzle.write=true")
        .isEqualTo(printed);
  }

  /** The report on the first example, up to its second remedy. */
  private static String firstExample() {
    String folder = ROOT.resolve("examples/executor-heap-oom").toString();
    Report report =
        new Investigation(Investigation.Options.DEFAULT, (source, number, total, size) -> {})
            .investigate(List.of(folder));
    String text = new TextReport(WIDTH, Ink.PLAIN).render(report).replace(ROOT + "/", "");
    return text.substring(0, text.indexOf("\n  2. ") + 1);
  }

  private static Stream<Reference> references(Pattern pattern) {
    return pages().stream()
        .flatMap(
            page ->
                pattern
                    .matcher(read(page))
                    .results()
                    .map(found -> new Reference(page, found.group(1).strip())));
  }

  private static List<Path> pages() {
    try (Stream<Path> files = Files.walk(ROOT, 4)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !ROOT.relativize(file).toString().matches("(?:.*/)?(?:target|\\..*)/.*"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      words.add(Stream.of(1, 2, 3).map(word::group).filter(g -> g != null).findFirst().orElse(""));
    }
    return words.toArray(String[]::new);
  }

  /** A heading's anchor as GitHub makes it. */
  private static List<String> anchors(Path page) {
    String text = FENCED.matcher(read(page)).replaceAll("");
    return HEADING
        .matcher(text)
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }
}
