package io.fizzle.cause.finding;

import io.fizzle.cause.Numbers;
import io.fizzle.signal.WorkSignal.LargeShipment;
import io.fizzle.signal.WorkSignal.Shipment;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What Fizzle's plugin saw being shipped; the driver's log and the event log may both tell it. */
final class Shipments {
  private Shipments() {}

  /** The largest of each stage, largest first. */
  static List<LargeShipment> of(Run run, Shipment kind) {
    Map<Integer, LargeShipment> stages = new TreeMap<>();
    for (LargeShipment one : run.application().facts().all(LargeShipment.class)) {
      if (one.kind() == kind) {
        stages.merge(one.stage(), one, Shipments::fuller);
      }
    }
    return stages.values().stream()
        .sorted(Comparator.comparingLong(LargeShipment::bytes).reversed())
        .toList();
  }

  /** A line of the log rounds the size and names the largest carrier only. */
  private static LargeShipment fuller(LargeShipment one, LargeShipment other) {
    boolean keeps =
        one.carriers().size() == other.carriers().size()
            ? one.bytes() >= other.bytes()
            : one.carriers().size() > other.carriers().size();
    return keeps ? one : other;
  }

  /** {@code stage 3 (count at Report.java:12)}. */
  static String place(LargeShipment shipment) {
    return "stage "
        + shipment.stage()
        + (shipment.callSite().isEmpty() ? "" : " (" + shipment.callSite() + ")");
  }

  /** {@code 4.6 MiB, most of it in this.lookup}. */
  static String size(LargeShipment shipment) {
    List<String> carriers = shipment.carriers();
    return Numbers.bytes(shipment.bytes())
        + (carriers.isEmpty() ? "" : ", most of it in " + carriers.get(carriers.size() - 1));
  }
}
