package io.fizzle.read.kubernetes;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Quantities of Kubernetes (apimachinery {@code resource.Quantity}): binary suffixes {@code Ki} to
 * {@code Ei}, decimal ones {@code m} and {@code k} to {@code E}, exponents.
 */
final class ResourceQuantity {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)(m|[KMGTPE]i|[kMGTPE]|[eE][+-]?\\d{1,2})?");
  private static final Map<String, Integer> BINARY =
      Map.of("Ki", 10, "Mi", 20, "Gi", 30, "Ti", 40, "Pi", 50, "Ei", 60);
  private static final Map<String, Integer> DECIMAL =
      Map.of("m", -3, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private ResourceQuantity() {}

  /** Bytes, rounded up as Kubernetes does; 0 for a text that is no quantity. */
  static long bytes(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (text.length() > 40 || !form.matches()) {
      return 0;
    }
    BigDecimal number = new BigDecimal(form.group(1));
    String suffix = form.group(2);
    BigDecimal value = suffix == null ? number : scaled(number, suffix);
    return value.min(MOST).setScale(0, java.math.RoundingMode.CEILING).longValue();
  }

  private static BigDecimal scaled(BigDecimal number, String suffix) {
    Integer binary = BINARY.get(suffix);
    if (binary != null) {
      return number.multiply(BigDecimal.valueOf(1L << binary));
    }
    Integer decimal = DECIMAL.get(suffix);
    return number.scaleByPowerOfTen(
        decimal == null ? Integer.parseInt(suffix.substring(1)) : decimal);
  }
}
