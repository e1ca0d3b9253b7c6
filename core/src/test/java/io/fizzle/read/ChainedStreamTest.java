package io.fizzle.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainedStreamTest {

  @Test
  void endsEachPartWithALineEnd() {
    assertThat(lines(part("a\nb"), part("c\n"), part(""), part("d")))
        .containsExactly("a", "b", "c", "d");
  }

  @Test
  void readsThePartsAfterABrokenOneAndThenReportsTheTear() {
    List<String> lines = new ArrayList<>();
    Opener broken =
        () -> {
          throw new IOException("no such block");
        };

    ReadReport report =
        BoundedLines.read(
            new ChainedStream(List.of(part("a\n"), broken, part("b\n"))),
            100,
            (number, line) -> lines.add(line));

    assertThat(lines).containsExactly("a", "b");
    assertThat(report.torn()).isTrue();
    assertThat(report.remarks())
        .containsExactly("broke after line 2: part 2 breaks: no such block");
  }

  private static List<String> lines(Opener... parts) {
    List<String> lines = new ArrayList<>();
    ReadReport report =
        BoundedLines.read(
            new ChainedStream(List.of(parts)), 100, (number, line) -> lines.add(line));
    assertThat(report.torn()).isFalse();
    return lines;
  }

  private static Opener part(String text) {
    return () -> new ByteArrayInputStream(Archives.bytes(text));
  }
}
