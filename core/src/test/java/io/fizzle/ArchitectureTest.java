package io.fizzle;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Data flows one way through the rooms of the core: a room knows earlier rooms, never later ones.
 */
class ArchitectureTest {
  private static final Map<String, List<String>> KNOWS =
      Map.ofEntries(
          entry("evidence", List.of()),
          entry("signal", List.of("evidence")),
          entry("read", List.of("evidence", "signal")),
          entry("application", List.of("evidence", "signal")),
          entry("incident", List.of("evidence", "signal", "application")),
          entry("remedy", List.of("evidence", "signal", "application", "incident")),
          entry("configuration", List.of("evidence", "remedy")),
          entry("cause", List.of("evidence", "signal", "application", "incident", "remedy")),
          entry(
              "diagnosis",
              List.of("evidence", "signal", "application", "incident", "remedy", "cause")),
          entry(
              "comparison",
              List.of(
                  "evidence", "signal", "application", "incident", "remedy", "cause", "diagnosis")),
          entry(
              "report",
              List.of(
                  "evidence",
                  "signal",
                  "read",
                  "application",
                  "incident",
                  "remedy",
                  "configuration",
                  "cause",
                  "diagnosis",
                  "comparison")));

  /** The predefined option knows Maven's usual folder only, not that of the quick build. */
  private static final ImportOption NO_TESTS = location -> !location.contains("/test-classes/");

  private static final JavaClasses CORE =
      new ClassFileImporter().withImportOption(NO_TESTS).importPackages("io.fizzle");

  static List<String> rooms() {
    return KNOWS.keySet().stream().sorted().toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rooms")
  void aRoomKnowsNoLaterRoom(String room) {
    String[] unknown =
        rooms().stream()
            .filter(other -> !other.equals(room) && !KNOWS.get(room).contains(other))
            .map(ArchitectureTest::packageOf)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(packageOf(room))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(unknown)
        .allowEmptyShould(true)
        .check(CORE);
  }

  @Test
  void everyClassLivesInARoomOrOpensTheDoor() {
    String[] rooms = rooms().stream().map(ArchitectureTest::packageOf).toArray(String[]::new);
    classes()
        .that()
        .resideOutsideOfPackage("io.fizzle")
        .should()
        .resideInAnyPackage(rooms)
        .because("a new room is a decision: add it to this test and to ARCHITECTURE.md")
        .check(CORE);
  }

  @Test
  void noRoomKnowsTheDoor() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.fizzle")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fizzle")
        .check(CORE);
  }

  @Test
  void theCoreKnowsNoDatabase() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..")
        .check(CORE);
  }

  @Test
  void onlyIntakeSpeaksHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.fizzle.read", "io.fizzle.read.rest..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .check(CORE);
  }

  @Test
  void onlyTheCommandLineEndsTheProcessOrPrints() {
    noClasses().should().callMethod(System.class, "exit", int.class).check(CORE);
    noClasses().should().accessField(System.class, "out").check(CORE);
    noClasses().should().accessField(System.class, "err").check(CORE);
  }

  private static String packageOf(String room) {
    return "io.fizzle." + room + "..";
  }
}
