package io.fizzle.read.kubernetes;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.Reader;
import io.fizzle.read.SourceClock;
import io.fizzle.signal.Signal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a reader told of a text. */
record Told(List<Signal> signals, ReadReport report) {

  static Told byKubectl(String text) {
    return by(new KubectlReader(), SourceKind.KUBECTL, text);
  }

  static Told byObjects(String text) {
    return by(new ObjectReader(), SourceKind.KUBERNETES, text);
  }

  private static Told by(Reader reader, SourceKind kind, String text) {
    List<Signal> signals = new ArrayList<>();
    ReadInput input = new ReadInput(new Source("pods", kind, Owner.UNKNOWN), SourceClock.UTC);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Told(signals, reader.read(input, new ByteArrayInputStream(bytes), signals::add));
  }

  <T extends Signal> List<T> all(Class<T> type) {
    return signals.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends Signal> T only(Class<T> type) {
    List<T> all = all(type);
    if (all.size() != 1) {
      throw new AssertionError("one " + type.getSimpleName() + " expected in " + signals);
    }
    return all.get(0);
  }
}
