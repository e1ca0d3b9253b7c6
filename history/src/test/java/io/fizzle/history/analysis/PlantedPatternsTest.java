package io.fizzle.history.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What was planted in invented histories is found, and where nothing was planted nobody is accused.
 * {@code -Dfizzle.histories=1000} tries a thousand of each; with {@code -Dfizzle.write=true} what
 * came of them is committed, and the page says it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlantedPatternsTest {
  private static final int HISTORIES = Integer.getInteger("fizzle.histories", 12);
  private static final int CLEAN = Math.max(HISTORIES, 60);
  private static final boolean WRITE = Boolean.getBoolean("fizzle.write");

  @ParameterizedTest
  @EnumSource
  void whatWasPlantedIsFound(PlantedHistory planted) throws IOException {
    List<String> missed =
        LongStream.rangeClosed(1, HISTORIES)
            .parallel()
            .filter(number -> !planted.isFoundIn(number))
            .mapToObj(String::valueOf)
            .toList();
    if (WRITE) {
      PlantedResults.read().with(planted.name(), HISTORIES, missed).write();
    }

    assertThat(HISTORIES - missed.size())
        .as("of %d; missed in %s", HISTORIES, missed)
        .isGreaterThanOrEqualTo((int) Math.ceil(0.95 * HISTORIES));
    assertRecorded(planted.name(), HISTORIES, missed);
  }

  @Test
  void innocentHistoriesAreAccusedOfNothing() throws IOException {
    List<String> flagged =
        LongStream.rangeClosed(1, CLEAN)
            .parallel()
            .mapToObj(number -> flagged(number, PlantedHistory.accusationsIn(number)))
            .filter(line -> !line.isEmpty())
            .toList();
    if (WRITE) {
      PlantedResults.read().with(PlantedResults.NOTHING, CLEAN, flagged).write();
    }

    assertThat(flagged.size()).as("%s", flagged).isLessThanOrEqualTo(CLEAN / 20);
    assertRecorded(PlantedResults.NOTHING, CLEAN, flagged);
  }

  private static String flagged(long number, List<String> accusations) {
    return accusations.isEmpty() ? "" : number + " " + String.join(", ", accusations);
  }

  /** What the page says of these histories is what came of them now. */
  private static void assertRecorded(String kind, int histories, List<String> exceptions)
      throws IOException {
    assertThat(exceptions)
        .as("%s: stale, write it anew: %s", PlantedResults.FILE, PlantedResults.COMMAND)
        .isEqualTo(PlantedResults.read().exceptions(kind, histories));
  }

  @Test
  @Order(Integer.MAX_VALUE) // it is written of what the others wrote
  void thePageSaysWhatCameOfThem() throws IOException {
    PlantedResults results = PlantedResults.read();
    if (WRITE) {
      results.writePage();
    }

    List<String> kinds = new ArrayList<>(List.of(PlantedResults.NOTHING));
    for (PlantedHistory planted : PlantedHistory.values()) {
      kinds.add(planted.name());
    }
    assertThat(kinds).allSatisfy(kind -> assertThat(results.histories(kind)).isEqualTo(1_000));
    assertThat(PlantedResults.pageAsCommitted())
        .as("stale, write it anew: %s", PlantedResults.COMMAND)
        .isEqualTo(results.page());
  }
}
