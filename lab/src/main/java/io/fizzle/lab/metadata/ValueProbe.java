package io.fizzle.lab.metadata;

import io.fizzle.lab.metadata.Converter.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the type, unit and allowed values of a key by giving values to Spark's own converter.
 * Nothing in Spark says them; what it takes and refuses does, in every version alike.
 */
final class ValueProbe {
  private static final List<String> SAMPLES =
      List.of(
          "1", "true", "2", "16", "0", "100", "1024", "0.5", "1.5", "4096m", "a", "A/b:1", "-1");
  private static final List<String> SIZES = List.of("1gb", "64mb", "1mb", "1kb", "10gb", "1tb");
  private static final Map<String, Long> TIMES =
      Map.of("1h", 3_600_000L, "1d", 86_400_000L, "5000ms", 5_000L, "10min", 600_000L);
  private static final String NONSENSE = "no-such-thing";

  private final Converter converter;
  private final List<String> choices;

  /**
   * @param choices values that the converter's own code holds, which it may compare with
   */
  ValueProbe(Converter converter, List<String> choices) {
    this.converter = converter;
    this.choices = List.copyOf(choices);
  }

  /**
   * @param sample a value that Spark takes, where one is known
   */
  ValueShape shape(@Nullable String sample) {
    Object value = accepted(sample);
    if (value == null) {
      return text();
    }
    if (value instanceof Boolean) {
      return new ValueShape("bool", "-", "-");
    }
    if (value instanceof Integer) {
      return whole("int", Integer.MAX_VALUE);
    }
    if (value instanceof Long) {
      return whole("long", 1L << 40);
    }
    if (value instanceof Double) {
      return new ValueShape("double", "-", new RangeProbe(converter, 1 << 20).decimal());
    }
    return isList(value) ? new ValueShape("list", "-", "-") : text();
  }

  private @Nullable Object accepted(@Nullable String sample) {
    if (sample != null) {
      Optional<Object> value = value(sample);
      if (value.isPresent()) {
        return value.get();
      }
    }
    return SAMPLES.stream().map(this::value).flatMap(Optional::stream).findFirst().orElse(null);
  }

  private Optional<Object> value(String text) {
    try {
      return Optional.of(converter.convert(text));
    } catch (RefusedException refused) {
      return Optional.empty();
    }
  }

  private static boolean isList(Object value) {
    for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().startsWith("scala.collection.")) {
        return true;
      }
    }
    return false;
  }

  /** A number is a size or a time where Spark understands the suffixes of one. */
  private ValueShape whole(String type, long most) {
    String range = new RangeProbe(converter, most).whole();
    if (SIZES.stream().anyMatch(converter::accepts)) {
      return new ValueShape("size", sizeUnit(), range);
    }
    if (TIMES.keySet().stream().anyMatch(converter::accepts)) {
      return new ValueShape("time", timeUnit(), range);
    }
    return new ValueShape(type, "-", range);
  }

  /** A plain number is in the key's unit: it stays, what has a suffix is converted. */
  private String sizeUnit() {
    Map<String, String> units = Map.of("b", "B", "k", "KiB", "m", "MiB", "g", "GiB");
    for (long number : new long[] {1, 2, 16, 64, 1024, 1 << 20, 1L << 30}) {
      Optional<Object> plain = value(Long.toString(number));
      for (Map.Entry<String, String> unit : units.entrySet()) {
        if (plain.isPresent() && plain.equals(value(number + unit.getKey()))) {
          return unit.getValue();
        }
      }
    }
    return "B";
  }

  private String timeUnit() {
    for (long number : new long[] {1, 2, 10, 60, 1000, 100_000}) {
      Optional<Object> plain = value(Long.toString(number));
      for (String unit : List.of("us", "ms", "s", "min", "h", "d")) {
        if (plain.isPresent() && plain.equals(value(number + unit))) {
          return unit;
        }
      }
    }
    return "ms";
  }

  private ValueShape text() {
    if (converter.accepts(NONSENSE)) {
      return ValueShape.UNKNOWN;
    }
    List<String> values = choices.stream().sorted().distinct().toList();
    boolean separable = values.stream().noneMatch(value -> value.contains(","));
    if (values.isEmpty() || !separable || !values.stream().allMatch(converter::accepts)) {
      return ValueShape.UNKNOWN;
    }
    boolean anyCase = values.stream().map(ValueProbe::otherCase).allMatch(converter::accepts);
    return new ValueShape("enum", "-", (anyCase ? "~" : "") + String.join(",", values));
  }

  private static String otherCase(String value) {
    StringBuilder text = new StringBuilder();
    value
        .chars()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .forEach(text::appendCodePoint);
    return text.toString();
  }
}
