package io.fizzle.history.analysis;

import io.fizzle.history.settings.Prices;
import java.util.List;
import java.util.Locale;

/**
 * What runs held, and what of it came to nothing.
 *
 * @param coreHours cores times hours held
 * @param lostCoreHours of these
 * @param memoryHours GiB times hours held
 * @param lostMemoryHours of these: memory is lost in the same share as the cores of its run
 * @param money that all of it costs; 0 where no price is configured
 * @param lostMoney that was lost
 * @param unknown runs of which it is not known what they held
 * @param currency as it is written behind an amount; may be empty
 */
public record Cost(
    double coreHours,
    double lostCoreHours,
    double memoryHours,
    double lostMemoryHours,
    double money,
    double lostMoney,
    long unknown,
    String currency) {

  static Cost of(List<RunLine> runs, Prices prices) {
    double cores = 0;
    double lostCores = 0;
    double memory = 0;
    double lostMemory = 0;
    long unknown = 0;
    for (RunLine run : runs) {
      cores += run.coreHours();
      lostCores += run.lostCoreHours();
      memory += run.memoryHours();
      unknown += run.coreHours() == 0 ? 1 : 0;
      lostMemory +=
          run.coreHours() <= 0 ? 0 : run.memoryHours() * run.lostCoreHours() / run.coreHours();
    }
    return new Cost(
        cores,
        lostCores,
        memory,
        lostMemory,
        cores * prices.coreHour() + memory * prices.gibHour(),
        lostCores * prices.coreHour() + lostMemory * prices.gibHour(),
        unknown,
        prices.currency());
  }

  /** False where nobody said what anything costs, or nothing was held. */
  boolean isPriced() {
    return money > 0;
  }

  /** {@code 12 of 44 core-hours and 48 of 176 GiB-hours lost, 0.72 of 2.64 EUR}. */
  String words() {
    if (coreHours == 0) {
      return "how many core-hours were lost is not known";
    }
    return Words.hours(lostCoreHours)
        + " of "
        + Words.hours(coreHours)
        + " core-hours"
        + (memoryHours == 0
            ? ""
            : " and "
                + Words.hours(lostMemoryHours)
                + " of "
                + Words.hours(memoryHours)
                + " GiB-hours")
        + " lost"
        + (unknown == 0 ? "" : ", those of " + Words.plural(unknown, "run") + " not known")
        + (isPriced() ? ", " + lostOfMoney() : "");
  }

  /** {@code 0.72 of 2.64 EUR}. */
  String lostOfMoney() {
    return (amount(lostMoney) + " of " + amount(money) + " " + currency).strip();
  }

  private static String amount(double amount) {
    return String.format(Locale.ROOT, "%,.2f", amount);
  }
}
