package io.fizzle.read.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SourceClock;
import io.fizzle.signal.MachineSignal.CgroupMemory;
import io.fizzle.signal.MachineSignal.CgroupWaits;
import io.fizzle.signal.Signal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CgroupReaderTest {
  private static final Owner EXECUTOR = Owner.executor("4");

  @Test
  void readsSeveralFilesOfOneCgroupWithHeadings() {
    String text =
        """
        memory.max:
        943718400

        memory.current:
        4096

        memory.peak:
        943000000

        memory.events:
        low 0
        high 0
        max 23
        oom 2
        oom_kill 1
        oom_group_kill 0

        memory.stat:
        anon 0
        """;

    CgroupMemory memory = only(read(text, "cgroup-executor-4.txt", EXECUTOR));

    assertThat(memory.limit()).isEqualTo(943_718_400);
    assertThat(memory.peak()).isEqualTo(943_000_000);
    assertThat(memory.oomKills()).isEqualTo(1);
    assertThat(memory.owner()).isEqualTo(EXECUTOR);
    assertThat(memory.evidence().line()).isEqualTo(15);
    assertThat(memory.evidence().excerpt()).isEqualTo("memory.events: oom_kill 1");
  }

  @Test
  void readsVersionOne() {
    String text =
        """
        ==> /sys/fs/cgroup/memory/memory.limit_in_bytes <==
        1073741824

        ==> /sys/fs/cgroup/memory/memory.max_usage_in_bytes <==
        1073741824

        ==> /sys/fs/cgroup/memory/memory.oom_control <==
        oom_kill_disable 0
        under_oom 0
        oom_kill 3
        """;

    CgroupMemory memory = only(read(text, "memory.txt", Owner.UNKNOWN));

    assertThat(memory.limit()).isEqualTo(1L << 30);
    assertThat(memory.peak()).isEqualTo(1L << 30);
    assertThat(memory.oomKills()).isEqualTo(3);
  }

  @Test
  void readsWhatGrepPrints() {
    String text = "memory.current:100\nmemory.max:max\nmemory.peak:250\n";

    CgroupMemory memory = only(read(text, "memory.txt", Owner.UNKNOWN));

    assertThat(memory.limit()).isEqualTo(-1);
    assertThat(memory.peak()).isEqualTo(250);
    assertThat(memory.oomKills()).isEqualTo(-1);
  }

  @Test
  void takesTheFileNameWhereTheFileHasOnlyANumber() {
    assertThat(only(read("943718400\n", "executor-4/memory.max", EXECUTOR)).limit())
        .isEqualTo(943_718_400);
    assertThat(only(read("7\n", "executor-4/memory.peak", EXECUTOR)).peak()).isEqualTo(7);
  }

  @Test
  void readsEventsByThemselves() {
    assertThat(only(read("low 0\nmax 1\noom_kill 2\n", "memory.events", EXECUTOR)).oomKills())
        .isEqualTo(2);
  }

  @Test
  void takesAnUnlimitedVersionOneLimitForNone() {
    String text = "memory.limit_in_bytes: 9223372036854771712\nmemory.usage_in_bytes: 5\n";

    CgroupMemory memory = only(read(text, "m.txt", Owner.UNKNOWN));

    assertThat(memory.limit()).isEqualTo(-1);
    assertThat(memory.peak()).isEqualTo(5);
  }

  @Test
  void takesTheLimitForThePeakWhereItWasHitAndNoPeakIsKept() {
    String text = "memory.limit_in_bytes: 500\nmemory.usage_in_bytes: 5\nmemory.failcnt: 9\n";

    assertThat(only(read(text, "m.txt", Owner.UNKNOWN)).peak()).isEqualTo(500);
  }

  @Test
  void tellsTheCgroupsOfAFileApartByTheirFolder() {
    String text =
        """
        ==> executor-1/memory.max <==
        100
        ==> executor-2/memory.max <==
        200
        """;

    List<CgroupMemory> found = read(text, "all.txt", Owner.UNKNOWN);

    assertThat(found).extracting(CgroupMemory::limit).containsExactly(100L, 200L);
    assertThat(found)
        .extracting(CgroupMemory::owner)
        .containsExactly(Owner.executor("1"), Owner.executor("2"));
  }

  @Test
  void tellsNothingWhereThereIsNoNumber() {
    assertThat(read("memory.max:\nno such file\n", "m.txt", EXECUTOR)).isEmpty();
  }

  @Test
  void readsWhatTheCpuQuotaHeldBackAndHowLongMemoryWasWaitedFor() {
    String text =
        """
        ==> cpu.stat <==
        usage_usec 61000000
        nr_periods 1000
        nr_throttled 812
        throttled_usec 95000000
        ==> memory.pressure <==
        some avg10=0.00 avg60=12.50 avg300=3.10 total=91000000
        full avg10=0.00 avg60=11.00 avg300=2.90 total=88000000
        """;

    assertThat(signals(text, "cgroup.txt", EXECUTOR))
        .map(CgroupWaits.class::cast)
        .satisfiesExactly(
            cpu -> {
              assertThat(cpu.periods()).isEqualTo(1_000);
              assertThat(cpu.throttledPeriods()).isEqualTo(812);
              assertThat(cpu.throttledMillis()).isEqualTo(95_000);
              assertThat(cpu.owner()).isEqualTo(EXECUTOR);
              assertThat(cpu.evidence().line()).isEqualTo(4);
              assertThat(cpu.evidence().excerpt()).isEqualTo("cpu.stat: nr_throttled 812");
            },
            memory -> {
              assertThat(memory.memoryStalledMillis()).isEqualTo(88_000);
              assertThat(memory.periods()).isEqualTo(-1);
              assertThat(memory.evidence().line()).isEqualTo(8);
            });
  }

  @Test
  void readsTheNanosecondsOfVersionOne() {
    String text = "nr_periods 10\nnr_throttled 4\nthrottled_time 2500000000\n";

    assertThat(signals(text, "executor-4/cpu.stat", EXECUTOR))
        .singleElement()
        .isInstanceOfSatisfying(
            CgroupWaits.class,
            waits -> {
              assertThat(waits.throttledMillis()).isEqualTo(2_500);
              assertThat(waits.memoryStalledMillis()).isEqualTo(-1);
            });
  }

  @Test
  void pressureOfTheCpuAndOfDisksAndThePartsOfTheUsageTellNothing() {
    String pressure = "some avg10=1.00 avg60=1.00 avg300=1.00 total=9\nfull avg10=0 total=9\n";

    assertThat(signals(pressure, "executor-4/cpu.pressure", EXECUTOR)).isEmpty();
    assertThat(signals(pressure, "executor-4/io.pressure", EXECUTOR)).isEmpty();
    assertThat(signals("anon 5\nfile 6\n", "executor-4/memory.stat", EXECUTOR)).isEmpty();
  }

  @Test
  void recognisesAccountsOfWaiting() {
    String pressure = "some avg10=0.00 avg60=0.00 avg300=0.00 total=9\nfull avg10=0.00 total=9\n";

    assertThat(CgroupReader.looksLikeCgroup(pressure, "x/memory.pressure")).isTrue();
    assertThat(CgroupReader.looksLikeCgroup(pressure, "x/notes.txt")).isFalse();
    assertThat(CgroupReader.looksLikeCgroup("nr_periods 0\nnr_throttled 0\n", "a")).isTrue();
    assertThat(CgroupReader.looksLikeCgroup("anon 1\nfile 2\nkernel 3\n", "a")).isTrue();
    assertThat(CgroupReader.looksLikeCgroup("cache 1\nrss 2\nrss_huge 3\n", "a")).isTrue();
  }

  @Test
  void recognisesAccountsByTheirContent() {
    assertThat(CgroupReader.looksLikeCgroup("memory.max:\n1\n", "a.txt")).isTrue();
    assertThat(CgroupReader.looksLikeCgroup("==> x/memory.max <==\n1\n", "a.txt")).isTrue();
    assertThat(CgroupReader.looksLikeCgroup("low 0\nhigh 0\noom_kill 0\n", "a.txt")).isTrue();
    assertThat(CgroupReader.looksLikeCgroup("943718400\n", "x/memory.max")).isTrue();
    assertThat(CgroupReader.looksLikeCgroup("943718400\n", "x/notes.txt")).isFalse();
    assertThat(CgroupReader.looksLikeCgroup("the memory.max was too low for us", "a.txt"))
        .isFalse();
    assertThat(CgroupReader.looksLikeCgroup("spark.executor.memory 1g\n", "memory.max")).isFalse();
  }

  private static CgroupMemory only(List<CgroupMemory> found) {
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static List<CgroupMemory> read(String text, String name, Owner owner) {
    return signals(text, name, owner).stream().map(CgroupMemory.class::cast).toList();
  }

  private static List<Signal> signals(String text, String name, Owner owner) {
    List<Signal> found = new ArrayList<>();
    new CgroupReader()
        .read(
            new ReadInput(new Source(name, SourceKind.CGROUP, owner), SourceClock.UTC),
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            found::add);
    return found;
  }
}
