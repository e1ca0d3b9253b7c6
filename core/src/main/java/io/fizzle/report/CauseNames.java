package io.fizzle.report;

import io.fizzle.remedy.EditDistance;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ids of the catalogue: causes, findings and verdicts, and which of them may have been meant.
 */
public final class CauseNames {
  private static final int MOST_SUGGESTIONS = 5;

  /** A change of more letters than these is another word. */
  private static final int MOST_TYPOS = 3;

  private CauseNames() {}

  /** All ids, sorted. */
  public static List<String> all() {
    return Stream.concat(
            Catalogue.entries().stream().map(Catalogue.Entry::id),
            CatalogueText.VERDICTS.keySet().stream())
        .sorted()
        .toList();
  }

  /** {@code . Did you mean heap-oom?}, empty where nothing is near. */
  public static String meant(String id) {
    List<String> near = near(id);
    return near.isEmpty() ? "" : ". Did you mean " + String.join(", ", near) + "?";
  }

  /**
   * Ids that may have been meant, nearest first: those that hold what was typed, else those that
   * look like it, else those that share a word with it.
   */
  public static List<String> near(String id) {
    String asked = id.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    if (asked.isEmpty()) {
      return List.of();
    }
    List<String> holding = some(known -> known.contains(asked));
    if (!holding.isEmpty()) {
      return holding;
    }
    List<String> alike =
        some(known -> EditDistance.between(asked, known, MOST_TYPOS) <= MOST_TYPOS).stream()
            .sorted(Comparator.comparingInt(one -> EditDistance.between(asked, one, MOST_TYPOS)))
            .toList();
    return alike.isEmpty() ? some(known -> shareWord(asked, known)) : alike;
  }

  private static List<String> some(Predicate<String> fits) {
    return all().stream().filter(fits).limit(MOST_SUGGESTIONS).collect(Collectors.toList());
  }

  private static boolean shareWord(String one, String other) {
    List<String> words = Arrays.asList(other.split("-"));
    return Arrays.stream(one.split("-")).anyMatch(words::contains);
  }
}
