package io.fizzle.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.cause.Cause;
import io.fizzle.cause.Causes;
import io.fizzle.cause.Page;
import io.fizzle.cause.finding.FindingRule;
import io.fizzle.cause.finding.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue in {@code docs/causes} is what the causes say. */
class CatalogueTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("fizzle.root", "..")).resolve("docs/causes");

  /** {@code -Dfizzle.write=true} writes the pages anew instead of comparing them. */
  private static final boolean WRITE = Boolean.getBoolean("fizzle.write");

  static Stream<Page> pages() {
    return Stream.concat(
        Causes.all().stream().map(Cause::page), Findings.rules().stream().map(FindingRule::page));
  }

  @Test
  void theCommittedPagesAreThoseOfTheCauses() throws IOException {
    Map<String, String> generated = new TreeMap<>(Catalogue.files());
    if (WRITE) {
      write(generated);
    }

    Map<String, String> committed = committed();

    assertThat(Stream.of(generated.keySet(), committed.keySet()).flatMap(Set::stream).distinct())
        .filteredOn(name -> !Objects.equals(generated.get(name), committed.get(name)))
        .as(
            "stale pages in docs/causes; write them anew with"
                + " ./mvnw -Dquick -pl core test -Dtest=CatalogueTest -Dfizzle.write=true")
        .isEmpty();
  }

  @Test
  void everyCauseAndFindingHasAPageOfItsOwn() {
    assertThat(Catalogue.files()).hasSize(1 + Causes.all().size() + Findings.rules().size());
  }

  @Test
  void theIndexLinksEveryPage() {
    Map<String, String> files = Catalogue.files();

    assertThat(files.keySet())
        .filteredOn(name -> !name.equals(Catalogue.INDEX))
        .allSatisfy(name -> assertThat(files.get(Catalogue.INDEX)).contains("](" + name + ")"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageSaysWhyWhatProvesItAndWhatItIsNot(Page page) {
    assertThat(Stream.of(page.why(), page.proof(), page.notThis()))
        .allSatisfy(text -> assertThat(text).matches("(?s)[A-Z`].*\\."));
    assertThat(page.commonAdvice()).matches("|(?s)[A-Z`].*\\.");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageSaysWhatItLooksLikeAndWhatHelps(Page page) {
    assertThat(Stream.of(page.looks(), page.fix()))
        .allSatisfy(text -> assertThat(text).matches("(?s)[A-Z`].*\\."));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whatIsAdvisedInVainIsRefutedWithItsSource(Page page) {
    assertThat(page.refutation().isEmpty()).isEqualTo(page.commonAdvice().isEmpty());
    assertThat(page.refutation()).matches("|(?s).+\\(.+\\).*\\.");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLiteralOfAPageEnds(Page page) {
    assertThat(
            Stream.of(
                page.looks(), page.why(), page.proof(), page.fix(), page.notThis(), page.noHelp()))
        .allSatisfy(text -> assertThat(text.chars().filter(c -> c == '`').count() % 2).isZero());
  }

  /** {@code since 3.2 `key`}, {@code `key` (3.1 and later)}: what a page says of a key holds. */
  @ParameterizedTest
  @MethodSource("pages")
  void everyKeyOfAPageExistsInTheVersionsForWhichItIsNamed(Page page) {
    String text = page.looks() + ' ' + page.fix() + ' ' + page.proof() + ' ' + page.why();

    assertThat(PageKeys.in(text)).filteredOn(key -> !key.holds()).isEmpty();
  }

  @Test
  void anIdBetweenBackticksLinksItsPage() {
    assertThat(Catalogue.files().get("heap-oom.md"))
        .contains("([`container-oom`](container-oom.md))");
  }

  private static Map<String, String> committed() throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (Files.isDirectory(FOLDER)) {
      try (Stream<Path> paths = Files.list(FOLDER)) {
        for (Path path : paths.toList()) {
          files.put(path.getFileName().toString(), Files.readString(path));
        }
      }
    }
    return files;
  }

  private static void write(Map<String, String> generated) throws IOException {
    Files.createDirectories(FOLDER);
    try (Stream<Path> paths = Files.list(FOLDER)) {
      for (Path path : paths.toList()) {
        Files.delete(path);
      }
    }
    for (Map.Entry<String, String> file : generated.entrySet()) {
      Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
    }
  }
}
