package io.fizzle.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Two runs of the job at the same time, each on a processor of its own.
 *
 * @param round in which each mode has one pair
 * @param mode of the run that is compared: {@link #CONTROL}, or the plugin's verbosity
 * @param plain the run without the plugin
 * @param compared the run beside it
 */
record OverheadPair(int round, String mode, OverheadRun plain, OverheadRun compared) {
  /** Both without the plugin: how much two equal runs differ. */
  static final String CONTROL = "off";

  /** In the order of the page. */
  static final List<String> MODES = List.of(CONTROL, "0", "1", "2", "3");

  static OverheadPair parse(String line) {
    List<String> fields = List.of(line.split("\t"));
    List<String> figures = fields.subList(2, fields.size());
    return new OverheadPair(
        Integer.parseInt(fields.get(0)),
        fields.get(1),
        OverheadRun.parse(figures.subList(0, OverheadRun.FIELDS)),
        OverheadRun.parse(figures.subList(OverheadRun.FIELDS, 2 * OverheadRun.FIELDS)));
  }

  String line() {
    return round + "\t" + mode + "\t" + plain.fields() + "\t" + compared.fields();
  }

  /** How much more the compared run took, as a share of the plain one. */
  double more(ToDoubleFunction<OverheadRun> figure) {
    return figure.applyAsDouble(compared) / figure.applyAsDouble(plain) - 1;
  }
}
