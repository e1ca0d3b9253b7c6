package io.fizzle.cause.finding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All thresholds of the findings, in the order of {@code thresholds.tsv}, the one place where they
 * stand with their sources; {@code docs/thresholds.md} is generated from it.
 */
public final class Thresholds {
  private static final String RESOURCE = "thresholds.tsv";
  private static final int COLUMNS = 7;
  private static final int NEAR = 3;
  private static final Thresholds SHIPPED = load();

  private final Map<String, Threshold> byName;

  private Thresholds(Map<String, Threshold> byName) {
    this.byName = Collections.unmodifiableMap(byName);
  }

  /** With the defaults of this version. */
  public static Thresholds shipped() {
    return SHIPPED;
  }

  private static Thresholds load() {
    Map<String, Threshold> all = new LinkedHashMap<>();
    try (InputStream stream =
            Objects.requireNonNull(Thresholds.class.getResourceAsStream(RESOURCE), RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Thresholds::parse)
          .forEach(threshold -> all.put(threshold.name(), threshold));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Thresholds(all);
  }

  private static Threshold parse(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalStateException(RESOURCE + ": " + COLUMNS + " columns expected: " + line);
    }
    return new Threshold(
        cells[0],
        Double.parseDouble(cells[1]),
        Double.parseDouble(cells[2]),
        Double.parseDouble(cells[3]),
        cells[4],
        cells[5],
        cells[6]);
  }

  /** All of them, in the order of the file. */
  public List<Threshold> all() {
    return List.copyOf(byName.values());
  }

  /** The value of a threshold that exists. */
  double value(String name) {
    Threshold threshold = byName.get(name);
    if (threshold == null) {
      throw new IllegalStateException("no threshold " + name);
    }
    return threshold.value();
  }

  /**
   * The same with one value changed.
   *
   * @param setting {@code NAME=VALUE}
   * @throws IllegalArgumentException for a name or value that is none, with what to write instead
   */
  public Thresholds with(String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(
          "not understood: " + setting + ". Write NAME=VALUE, for example spill.bytes=1073741824");
    }
    String name = setting.substring(0, equals).strip();
    Threshold known = byName.get(name);
    if (known == null) {
      throw new IllegalArgumentException("no such threshold: " + name + suggestion(name));
    }
    double value;
    try {
      value = Double.parseDouble(setting.substring(equals + 1).strip());
    } catch (NumberFormatException e) {
      value = Double.NaN;
    }
    if (!(value >= known.least() && value <= known.most())) {
      throw new IllegalArgumentException(
          name
              + " takes a number from "
              + known.range()
              + ", not "
              + setting.substring(equals + 1));
    }
    Map<String, Threshold> changed = new LinkedHashMap<>(byName);
    changed.put(name, known.with(value));
    return new Thresholds(changed);
  }

  private String suggestion(String name) {
    String family = name.contains(".") ? name.substring(0, name.indexOf('.') + 1) : name;
    List<String> near =
        byName.keySet().stream()
            .filter(known -> known.startsWith(family) || known.contains(name))
            .limit(NEAR)
            .toList();
    return near.isEmpty()
        ? ". docs/thresholds.md lists them"
        : ". Did you mean " + String.join(", ", near) + "?";
  }
}
