package io.fizzle.lab.metadata;

import io.fizzle.lab.metadata.Retired.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code SparkConf.deprecatedConfigs}, {@code SQLConf.deprecatedSQLConfigs} and {@code
 * SQLConf.removedSQLConfigs}. Of their messages only what follows from them is kept: whether the
 * key still does something, and the key that is named instead.
 */
final class RetiredKeys {
  private static final Pattern KEY = Pattern.compile("spark\\.[a-z][\\w.]*[\\w]");
  private static final Pattern NO_EFFECT =
      Pattern.compile(
          "not used|no effect|no longer|never used|has been removed|have been removed|removed in"
              + "|is ignored|been retired");

  private RetiredKeys() {}

  static List<Retired> of(@Nullable Object sparkConf, @Nullable Object sqlConf)
      throws ReflectiveOperationException {
    List<Retired> retired = new ArrayList<>();
    if (sparkConf != null) {
      for (Object entry : entries(sparkConf, "deprecatedConfigs")) {
        retired.add(deprecated(entry, "deprecationMessage"));
      }
    }
    if (sqlConf != null) {
      for (Object entry : entries(sqlConf, "deprecatedSQLConfigs")) {
        retired.add(deprecated(entry, "comment"));
      }
      for (Object entry : entries(sqlConf, "removedSQLConfigs")) {
        retired.add(
            new Retired(
                Mirror.text(entry, "key"),
                Kind.REMOVED,
                Mirror.text(entry, "version"),
                replacement(entry, "comment"),
                Mirror.text(entry, "defaultValue")));
      }
    }
    return retired;
  }

  /** The older names of {@code SparkConf.configsWithAlternatives}: current name to older ones. */
  static Map<String, List<String>> olderNames(Object sparkConf)
      throws ReflectiveOperationException {
    Map<String, List<String>> names = new HashMap<>();
    Object map = Mirror.callIfThere(sparkConf, "configsWithAlternatives");
    for (Object pair : map == null ? List.of() : Mirror.elements(map)) {
      List<String> older = new ArrayList<>();
      for (Object alternative : Mirror.elements(Mirror.call(pair, "_2"))) {
        older.add(Mirror.text(alternative, "key"));
      }
      names.put(Mirror.text(pair, "_1"), older);
    }
    return names;
  }

  private static List<Object> entries(Object module, String table)
      throws ReflectiveOperationException {
    Object map = Mirror.callIfThere(module, table);
    List<Object> entries = new ArrayList<>();
    for (Object pair : map == null ? List.of() : Mirror.elements(map)) {
      entries.add(Mirror.call(pair, "_2"));
    }
    return entries;
  }

  private static Retired deprecated(Object entry, String message)
      throws ReflectiveOperationException {
    String said = Mirror.text(entry, message).toLowerCase(Locale.ROOT);
    Kind kind = NO_EFFECT.matcher(said).find() ? Kind.INEFFECTIVE : Kind.DEPRECATED;
    return new Retired(
        Mirror.text(entry, "key"),
        kind,
        Mirror.text(entry, "version"),
        replacement(entry, message),
        "-");
  }

  private static String replacement(Object entry, String message)
      throws ReflectiveOperationException {
    String key = Mirror.text(entry, "key");
    Matcher matcher = KEY.matcher(Mirror.text(entry, message));
    while (matcher.find()) {
      if (!matcher.group().equals(key)) {
        return matcher.group();
      }
    }
    return "-";
  }
}
