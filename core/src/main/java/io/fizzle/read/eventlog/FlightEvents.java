package io.fizzle.read.eventlog;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.JvmSignal.ProcessIdentified;
import io.fizzle.signal.JvmSignal.VitalsEnded;
import io.fizzle.signal.JvmSignal.VitalsSampled;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import io.fizzle.signal.WorkSignal.LargeShipment;
import io.fizzle.signal.WorkSignal.Shipment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What Fizzle's plugin posted from the running driver: samples of executors, as rows under the
 * names of their columns, its own diagnoses, and what was large among what the driver shipped.
 */
final class FlightEvents {
  /** The plugin posts a minute's samples at most; a row more than these is left out. */
  private static final int MOST_ROWS = 4_096;

  private static final int MOST_COLUMNS = 256;

  private final EventScope scope;

  FlightEvents(EventScope scope) {
    this.scope = scope;
  }

  void vitals(JsonCursor cursor) {
    String executor = "";
    String host = "";
    long pid = 0;
    long interval = 0;
    long closed = 0;
    List<String> columns = List.of();
    List<long[]> rows = List.of();
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case EXECUTOR_ID_CAMEL -> executor = cursor.textOrEmpty();
        case HOST_CAMEL -> host = cursor.textOrEmpty();
        case PID -> pid = cursor.number(0);
        case INTERVAL -> interval = cursor.number(0);
        case CLOSED -> closed = cursor.number(0);
        case VITALS -> columns = texts(cursor);
        case SAMPLES -> rows = rows(cursor);
        default -> cursor.skip();
      }
    }
    if (executor.isEmpty()) {
      throw new MalformedEventException("vitals without executor");
    }
    Owner owner = Owner.executor(executor);
    List<Optional<Vital>> vitals = columns.stream().map(Vital::named).toList();
    for (long[] row : rows) {
      emit(owner, vitals, row);
    }
    if (!rows.isEmpty()) {
      scope.emit(new VitalsEnded(scope.citeUntimed(""), owner, closed > 0, interval));
    }
    if (pid > 0) {
      scope.emit(new ProcessIdentified(scope.citeUntimed(""), owner, pid, host));
    }
  }

  /** A row begins with its time; columns that this version does not know are passed over. */
  private void emit(Owner owner, List<Optional<Vital>> columns, long[] row) {
    if (row.length == 0 || row[0] <= 0) {
      return;
    }
    long[] values = new long[Vital.values().length];
    Arrays.fill(values, VitalSigns.UNKNOWN);
    for (int i = 0; i < columns.size() && i + 1 < row.length; i++) {
      long value = row[i + 1];
      columns.get(i).ifPresent(vital -> values[vital.ordinal()] = value);
    }
    Evidence evidence = scope.cite(row[0], "");
    Instant time = Instant.ofEpochMilli(row[0]);
    scope.emit(new VitalsSampled(evidence, owner, VitalSigns.of(time, values)));
  }

  private static List<String> texts(JsonCursor cursor) {
    List<String> texts = new ArrayList<>();
    if (cursor.enterArray()) {
      while (cursor.nextElement()) {
        String text = cursor.textOrEmpty();
        if (texts.size() < MOST_COLUMNS) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  private static List<long[]> rows(JsonCursor cursor) {
    List<long[]> rows = new ArrayList<>();
    if (cursor.enterArray()) {
      while (cursor.nextElement()) {
        long[] row = row(cursor);
        if (rows.size() < MOST_ROWS) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static long[] row(JsonCursor cursor) {
    long[] row = new long[MOST_COLUMNS + 1];
    int length = 0;
    if (cursor.enterArray()) {
      while (cursor.nextElement()) {
        long value = cursor.number(VitalSigns.UNKNOWN);
        if (length < row.length) {
          row[length++] = value;
        }
      }
    }
    return Arrays.copyOf(row, length);
  }

  void largeWork(JsonCursor cursor) {
    Optional<Shipment> kind = Optional.empty();
    long stage = -1;
    long bytes = 0;
    long time = 0;
    String callSite = "";
    String sentence = "";
    List<String> carriers = List.of();
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case KIND -> kind = shipment(cursor.textOrEmpty());
        case STAGE_ID_CAMEL -> stage = cursor.number(-1);
        case CALL_SITE -> callSite = cursor.textOrEmpty();
        case BYTES -> bytes = cursor.number(0);
        case CAPTURES -> carriers = texts(cursor);
        case SENTENCE -> sentence = cursor.textOrEmpty();
        case TIME -> time = cursor.number(0);
        default -> cursor.skip();
      }
    }
    if (kind.isEmpty() || stage < 0 || stage > Integer.MAX_VALUE || bytes <= 0) {
      throw new MalformedEventException("large work without kind, stage or size");
    }
    scope.emit(
        new LargeShipment(
            scope.cite(time, "Fizzle in the driver: " + sentence),
            kind.get(),
            (int) stage,
            callSite,
            bytes,
            carriers));
  }

  private static Optional<Shipment> shipment(String kind) {
    return switch (kind) {
      case "task" -> Optional.of(Shipment.TASK);
      case "task-binary" -> Optional.of(Shipment.TASK_BINARY);
      case "broadcast" -> Optional.of(Shipment.BROADCAST);
      default -> Optional.empty();
    };
  }

  void loss(JsonCursor cursor) {
    String executor = "";
    String cause = "";
    double confidence = 0;
    long time = 0;
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case EXECUTOR_ID_CAMEL -> executor = cursor.textOrEmpty();
        case TIME -> time = cursor.number(0);
        case CAUSE -> cause = cursor.textOrEmpty();
        case CONFIDENCE -> confidence = cursor.decimal(0);
        default -> cursor.skip();
      }
    }
    if (executor.isEmpty() || cause.isEmpty()) {
      throw new MalformedEventException("a diagnosis without executor or cause");
    }
    String excerpt = "Fizzle in the driver: executor " + executor + " lost: " + cause;
    scope.emit(
        new ExecutorSignal.LiveVerdict(
            scope.cite(time, excerpt),
            executor,
            cause,
            Math.max(0, Math.min(1, Double.isNaN(confidence) ? 0 : confidence))));
  }
}
