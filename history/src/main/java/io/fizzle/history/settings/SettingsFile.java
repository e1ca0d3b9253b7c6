package io.fizzle.history.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the configuration file, and refuses a mistake with its line rather than to guess. */
public final class SettingsFile {
  private static final long LARGEST = 1 << 20;

  /** A mistake in the file; the message names the line. */
  public static final class Mistake extends Exception {
    private static final long serialVersionUID = 1;

    Mistake(String message) {
      super(message);
    }
  }

  private static final Set<String> KEYS =
      Set.of(
          "db",
          "cluster",
          "project",
          "team",
          "lookback_days",
          "pattern_threshold",
          "retention",
          "prices",
          "digest",
          "allowed_projects",
          "enable_auto_remediation");

  private final Path file;

  private SettingsFile(Path file) {
    this.file = file;
  }

  /** The settings of this file. */
  public static Settings read(Path file) throws Mistake {
    SettingsFile reader = new SettingsFile(file);
    try {
      if (Files.size(file) > LARGEST) {
        throw new Mistake(file + ": larger than any configuration");
      }
      return reader.parse(Files.readString(file));
    } catch (IOException e) {
      throw new Mistake(file + ": cannot be read: " + e);
    }
  }

  private Settings parse(String text) throws Mistake {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(10);
    options.setAllowDuplicateKeys(false);
    @Nullable Node root;
    try {
      root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      throw Fields.mistake(file.toString(), e.getProblemMark(), String.valueOf(e.getProblem()));
    } catch (YAMLException e) {
      throw new Mistake(file + ": " + e.getMessage());
    }
    return root == null ? Settings.DEFAULT : settings(Fields.of(file.toString(), "", root, KEYS));
  }

  private Settings settings(Fields fields) throws Mistake {
    Settings usual = Settings.DEFAULT;
    Fields retention = fields.below("retention", Set.of("days", "size"));
    return new Settings(
        fields.text("db"),
        fields.text("cluster"),
        fields.text("project"),
        fields.text("team"),
        fields.number("lookback_days", usual.lookbackDays(), 1, 3_650),
        fields.number("pattern_threshold", usual.patternThreshold(), 3, 1_000),
        retention == null ? 0 : retention.number("days", 0, 1, 36_500),
        retention == null ? 0 : size(retention),
        prices(fields.below("prices", Set.of("core_hour", "gib_hour", "currency"))),
        new DigestFields(file).digest(fields.below("digest", DigestFields.KEYS)),
        projects(fields),
        fields.truth("enable_auto_remediation"));
  }

  private static long size(Fields retention) throws Mistake {
    if (!retention.has("size")) {
      return 0;
    }
    String text = retention.text("size");
    return Sizes.parse(text)
        .orElseThrow(() -> retention.at("size", "write a size like 500MB or 2GB, not " + text));
  }

  private static Prices prices(@Nullable Fields fields) throws Mistake {
    return fields == null
        ? Prices.UNKNOWN
        : new Prices(
            amount(fields, "core_hour"), amount(fields, "gib_hour"), fields.text("currency"));
  }

  private static double amount(Fields fields, String key) throws Mistake {
    if (!fields.has(key)) {
      return 0;
    }
    String text = fields.text(key);
    try {
      double amount = Double.parseDouble(text);
      if (amount >= 0 && amount <= 1e9) {
        return amount;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw fields.at(key, "write an amount like 0.04, not " + text);
  }

  private static Optional<List<String>> projects(Fields fields) throws Mistake {
    return fields.has("allowed_projects")
        ? Optional.of(fields.texts("allowed_projects", "[sales, research]"))
        : Optional.empty();
  }
}
