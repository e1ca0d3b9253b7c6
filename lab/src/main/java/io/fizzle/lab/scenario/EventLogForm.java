package io.fizzle.lab.scenario;

import java.util.Map;
import java.util.TreeMap;

/** How Spark writes the event log: as one file or as rolling ones, plain or compressed. */
public enum EventLogForm {
  PLAIN("plain", false, ""),
  ZSTD("zstd", false, "zstd"),
  LZ4("lz4", false, "lz4"),
  SNAPPY("snappy", false, "snappy"),
  ROLLING("rolling", true, ""),
  ROLLING_ZSTD("rolling-zstd", true, "zstd");

  private final String id;
  private final boolean rolling;
  private final String codec;

  EventLogForm(String id, boolean rolling, String codec) {
    this.id = id;
    this.rolling = rolling;
    this.codec = codec;
  }

  /** Short name for case names and tables. */
  public String id() {
    return id;
  }

  /** The settings that ask for it; all are said, because Spark 4 has other defaults than 3. */
  public Map<String, String> configuration() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.eventLog.rolling.enabled", Boolean.toString(rolling));
    settings.put("spark.eventLog.compress", Boolean.toString(!codec.isEmpty()));
    if (!codec.isEmpty()) {
      settings.put("spark.eventLog.compression.codec", codec);
    }
    return settings;
  }
}
