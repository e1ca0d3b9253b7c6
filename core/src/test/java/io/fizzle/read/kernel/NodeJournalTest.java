package io.fizzle.read.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SourceClock;
import io.fizzle.signal.MachineSignal.KernelOomKill;
import io.fizzle.signal.MachineSignal.PodEnded;
import io.fizzle.signal.RemovalReason;
import io.fizzle.signal.Signal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeJournalTest {
  private static final String ENTRY =
      "{\"__REALTIME_TIMESTAMP\":\"1795742430000100\",\"_TRANSPORT\":\"kernel\",\"MESSAGE\":\"Memory"
          + " cgroup out of memory: Killed process 4711 (java) total-vm:5120000kB,"
          + " anon-rss:1400000kB, file-rss:0kB, shmem-rss:0kB\"}\n";

  @Test
  void readsTheJournalAsJson() {
    assertThat(KernelLogReader.looksLikeKernelLog(ENTRY)).isTrue();
    assertThat(read(ENTRY))
        .singleElement()
        .isInstanceOfSatisfying(
            KernelOomKill.class,
            kill -> {
              assertThat(kill.pid()).isEqualTo(4711);
              assertThat(kill.cgroup()).isTrue();
              assertThat(kill.evidence().time())
                  .isEqualTo(Instant.parse("2026-11-27T01:20:30.000100Z"));
              assertThat(kill.evidence().excerpt()).startsWith("Memory cgroup out of memory");
            });
  }

  @Test
  void readsEvictionsOfTheKubeletInBothItsForms() {
    String lines =
        """
        Nov 27 01:20:30 pool-b-3 kubelet[1204]: I1127 01:20:30.101010    1204 eviction_manager.go:592] "Eviction manager: pod is evicted successfully" pod="batch/reef-map-exec-9"
        Nov 27 01:20:31 pool-b-3 kubelet[1204]: I1127 01:20:31.101010    1204 eviction_manager.go:576] eviction manager: pod reef-map-driver_batch(2b7e4d9a-1c3f-5a60-9d2e-77aa01234567) is evicted successfully
        """;

    assertThat(KernelLogReader.looksLikeKernelLog(lines)).isTrue();
    assertThat(read(lines))
        .allSatisfy(
            signal ->
                assertThat(((PodEnded) signal).reason().kind())
                    .isEqualTo(RemovalReason.Kind.EVICTED))
        .extracting(signal -> ((PodEnded) signal).owner())
        .containsExactly(Owner.executor("9"), Owner.DRIVER);
  }

  private static List<Signal> read(String text) {
    List<Signal> signals = new ArrayList<>();
    Source source = new Source("journal", SourceKind.KERNEL_LOG, Owner.UNKNOWN);
    new KernelLogReader(LocalDate.of(2026, 11, 27))
        .read(
            new ReadInput(source, SourceClock.UTC),
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            signals::add);
    return signals;
  }
}
