package io.fizzle.lab.pair;

import io.fizzle.comparison.Comparison;
import io.fizzle.comparison.Explanation;
import io.fizzle.comparison.Judgement;
import io.fizzle.comparison.Setting;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of a pair must say.
 *
 * @param judgement what the second run is against the first
 * @param explanations ids of which the first explanation must be one; empty where nothing may be
 *     explained
 * @param key the setting that the first explanation must name; null where a measure says all
 */
public record Expected(Judgement judgement, List<String> explanations, @Nullable String key) {
  public Expected {
    explanations = List.copyOf(explanations);
  }

  /** The runs are equal: a difference that is explained is an invention. */
  static Expected nothing() {
    return new Expected(Judgement.SAME, List.of(), null);
  }

  static Expected of(Judgement judgement, @Nullable String key, String... explanations) {
    return new Expected(judgement, List.of(explanations), key);
  }

  /** What is wrong with a comparison, in words; empty where it says what it must. */
  public List<String> complaints(Comparison comparison) {
    List<Explanation> said = comparison.explanations();
    if (comparison.judgement() != judgement) {
      return List.of("%s instead of %s".formatted(comparison.judgement().id(), judgement.id()));
    }
    if (explanations.isEmpty()) {
      return said.isEmpty() ? List.of() : List.of("explains what is no difference: " + words(said));
    }
    if (said.isEmpty() || !explanations.contains(said.get(0).what())) {
      return List.of(
          "%s instead of first %s".formatted(words(said), String.join(" or ", explanations)));
    }
    boolean named =
        key == null || said.get(0).changes().stream().map(Setting::key).anyMatch(key::equals);
    return named ? List.of() : List.of("%s does not name %s".formatted(words(said), key));
  }

  private static String words(List<Explanation> said) {
    return said.isEmpty()
        ? "nothing"
        : said.stream()
            .map(
                one ->
                    "%s (%+d ms: %s)"
                        .formatted(
                            one.what(),
                            one.millis(),
                            one.changes().stream()
                                .map(Setting::key)
                                .collect(Collectors.joining(", "))))
            .collect(Collectors.joining("; "));
  }
}
