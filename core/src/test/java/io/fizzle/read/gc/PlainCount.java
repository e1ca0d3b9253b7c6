package io.fizzle.read.gc;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The pauses of a HotSpot or OpenJ9 log, counted by regular expressions over its whole text: slow,
 * forgetful of everything else, and of no code that the reader uses.
 *
 * @param pauses closed pauses of all kinds
 * @param full those that collected the whole heap while everything stood
 * @param millis their sum
 */
record PlainCount(long pauses, long full, BigDecimal millis) {
  private static final String NUMBER = "(\\d+[.,]\\d+)";

  private static final Pattern UNIFIED =
      Pattern.compile("(?m)GC\\(\\d+\\) (?:[YyO]: )?Pause (.*) " + NUMBER + "ms *$");
  private static final Pattern SHENANDOAH_OF_8 =
      Pattern.compile("(?m)^[^#\\n]*\\d: \\[Pause ([^\\n]*?),? " + NUMBER + " ms\\]");

  /** A legacy pause closes at its line's end or before its times; what runs beside it does not. */
  private static final Pattern LEGACY =
      Pattern.compile("(?m)(?<![=/\\d.,])" + NUMBER + " secs\\] ?(?=\\[Times|$)");

  private static final Pattern BESIDE =
      Pattern.compile(
          "(?:\\[GC )?concurrent-[\\w-]+, \\d+[.,]\\d+ secs\\]"
              + "|\\[(?:JNI Weak |Soft|Weak|Final|Phantom)Reference[^]\\n]*\\]");

  /** A nested pause is a part of the one that it stands in: a scavenge before a remark. */
  private static final Pattern NESTED =
      Pattern.compile(
          "(CMS Final Remark\\) \\[YG occupancy[^]]*\\][^\\n"
              + "]*?)\\[GC (?s:.*?)secs\\] \\[Times:[^]]*\\]");

  /** A pause opens; a young one that names the old generation as collected is a full one. */
  private static final String OPENING =
      "(?=\\[(?:Full GC|GC(?! (?:concurrent|Worker|ref-proc))[ -]))";

  private static final Pattern OLD_GENERATION =
      Pattern.compile("\\[Tenured: |\\[CMS(?:: |\\d| \\(concurrent mode failure)");

  private static final Pattern OPENJ9 =
      Pattern.compile("(?s)<exclusive-start (.*?)<exclusive-end [^>]*durationms=\"([\\d.]+)\"");

  static PlainCount of(String content) {
    String text = content.replace("\r", "");
    if (text.contains("<verbosegc")) {
      return openJ9(text);
    }
    if (UNIFIED.matcher(text).find()) {
      return of(UNIFIED, text, 1);
    }
    if (SHENANDOAH_OF_8.matcher(text).find()) {
      return of(SHENANDOAH_OF_8, text, 1);
    }
    String pauses = NESTED.matcher(BESIDE.matcher(text).replaceAll("")).replaceAll("$1");
    List<BigDecimal> seconds =
        LEGACY.matcher(pauses).results().map(found -> number(found.group(1))).toList();
    return new PlainCount(seconds.size(), legacyFull(pauses), sum(seconds).movePointRight(3));
  }

  private static PlainCount of(Pattern pattern, String text, int name) {
    List<BigDecimal> millis =
        pattern.matcher(text).results().map(found -> number(found.group(name + 1))).toList();
    long full =
        pattern
            .matcher(text)
            .results()
            .filter(found -> found.group(name).startsWith("Full"))
            .count();
    return new PlainCount(millis.size(), full, sum(millis));
  }

  private static long legacyFull(String text) {
    return Stream.of(text.split(OPENING))
        .filter(event -> event.startsWith("[") && LEGACY.matcher(event).find())
        .filter(event -> event.startsWith("[Full") || OLD_GENERATION.matcher(event).find())
        .count();
  }

  private static PlainCount openJ9(String text) {
    List<String[]> stops =
        OPENJ9
            .matcher(text)
            .results()
            .map(found -> new String[] {found.group(1), found.group(2)})
            .filter(stop -> stop[0].contains("<gc-start"))
            .toList();
    long full =
        stops.stream()
            .filter(stop -> stop[0].contains("<gc-start") && stop[0].contains("type=\"global\""))
            .filter(stop -> !stop[0].contains("<concurrent-collection-start"))
            .count();
    return new PlainCount(
        stops.size(), full, sum(stops.stream().map(stop -> number(stop[1])).toList()));
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text.replace(',', '.'));
  }

  private static BigDecimal sum(List<BigDecimal> numbers) {
    return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
