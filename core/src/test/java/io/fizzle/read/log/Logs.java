package io.fizzle.read.log;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.SourceClock;
import io.fizzle.signal.Signal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads small logs in tests. */
final class Logs {
  private Logs() {}

  record Reading(ReadReport report, List<Signal> signals) {
    /** The signals of one type, in order. */
    <S extends Signal> List<S> all(Class<S> type) {
      return signals.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The only signal of a type. */
    <S extends Signal> S only(Class<S> type) {
      List<S> found = all(type);
      if (found.size() != 1) {
        throw new AssertionError("expected one " + type.getSimpleName() + " in " + signals);
      }
      return found.get(0);
    }
  }

  static Reading read(String text) {
    return read(Owner.UNKNOWN, text);
  }

  static Reading read(Owner owner, String text) {
    return read(owner, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  static Reading read(Owner owner, InputStream bytes) {
    List<Signal> signals = new ArrayList<>();
    ReadInput input =
        new ReadInput(new Source("spark.log", SourceKind.SPARK_LOG, owner), SourceClock.UTC);
    ReadReport report = new SparkLogReader().read(input, bytes, signals::add);
    return new Reading(report, signals);
  }
}
