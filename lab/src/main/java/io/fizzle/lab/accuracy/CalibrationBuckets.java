package io.fizzle.lab.accuracy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ranges of stated confidence, each from its first bound up to, but without, its second. */
final class CalibrationBuckets {
  static final Map<String, double[]> ALL;

  static {
    Map<String, double[]> buckets = new LinkedHashMap<>();
    buckets.put("0.50 to 0.60", new double[] {0.5, 0.6});
    buckets.put("0.60 to 0.70", new double[] {0.6, 0.7});
    buckets.put("0.70 to 0.80", new double[] {0.7, 0.8});
    buckets.put("0.80 to 0.90", new double[] {0.8, 0.9});
    buckets.put("0.90 to 0.95", new double[] {0.9, 0.95});
    buckets.put("0.95 and more", new double[] {0.95, 1.01});
    ALL = Collections.unmodifiableMap(buckets);
  }

  private CalibrationBuckets() {}
}
