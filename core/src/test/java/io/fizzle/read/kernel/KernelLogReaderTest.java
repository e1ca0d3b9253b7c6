package io.fizzle.read.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.SourceClock;
import io.fizzle.signal.MachineSignal.KernelOomKill;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelLogReaderTest {
  private static final long KIB = 1024;
  private static final String POD = "/kubepods/burstable/pod12ab/cri-77";
  private static final String KILLED =
      "Memory cgroup out of memory: Killed process 873 (java) total-vm:3300kB, anon-rss:900kB,"
          + " file-rss:40kB, shmem-rss:0kB, UID:0 pgtables:2kB oom_score_adj:0";
  private static final String NODE_KILLED =
      "Out of memory: Killed process 40 (java) total-vm:9000kB, anon-rss:7000kB, file-rss:0kB";

  @Test
  void putsTheLinesOfOneKillTogether() {
    List<KernelOomKill> kills =
        read(
            """
            [  460.900000] Executor task l invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0
            [  460.900000] CPU: 0 PID: 990 Comm: Executor task l Not tainted 6.1.0
            [  460.900000]  [<60116ad1>] oom_kill_process+0x8f/0x152
            [  460.900000] memory: usage 1024kB, limit 1024kB, failcnt 27843
            [  460.900000] swap: usage 0kB, limit 9007199254740988kB, failcnt 0
            [  460.900000] [  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents name
            [  460.900000] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,\
            oom_memcg=%1$s,task_memcg=%1$s,task=java,pid=873,uid=0
            [  460.910000] %2$s
            [  460.920000] oom_reaper: reaped process 873 (java), now anon-rss:0kB, file-rss:0kB
            """
                .formatted(POD, KILLED));

    assertThat(kills).hasSize(1);
    KernelOomKill kill = kills.get(0);
    assertThat(kill.pid()).isEqualTo(873);
    assertThat(kill.process()).isEqualTo("java");
    assertThat(kill.cgroup()).isTrue();
    assertThat(kill.cgroupPath()).isEqualTo(POD);
    assertThat(kill.rssBytes()).isEqualTo(940 * KIB);
    assertThat(kill.limitBytes()).isEqualTo(1024 * KIB);
    assertThat(kill.evidence().line()).isEqualTo(8);
    assertThat(kill.evidence().time()).isNull();
  }

  @Test
  void keepsTwoKillsApart() {
    List<KernelOomKill> kills =
        read(
            """
            [1.000000] oom-kill:constraint=CONSTRAINT_MEMCG,task_memcg=/a,task=java,pid=1,uid=0
            [1.000000] Memory cgroup out of memory: Killed process 1 (java) anon-rss:1kB, file-rss:1kB
            [2.000000] oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),task_memcg=/b,task=python3,pid=2,uid=0
            [2.000000] Out of memory: Killed process 2 (python3) anon-rss:3kB, file-rss:0kB
            """);

    assertThat(kills).extracting(KernelOomKill::pid).containsExactly(1L, 2L);
    assertThat(kills).extracting(KernelOomKill::cgroup).containsExactly(true, false);
    assertThat(kills).extracting(KernelOomKill::cgroupPath).containsExactly("/a", "/b");
  }

  @Test
  void tellsANodeThatRanOutFromAContainersLimit() {
    List<KernelOomKill> kills = read("[1.000000] " + KILLED + "\n[2.000000] " + NODE_KILLED + "\n");

    assertThat(kills).extracting(KernelOomKill::cgroup).containsExactly(true, false);
    assertThat(kills).extracting(KernelOomKill::rssBytes).containsExactly(940 * KIB, 7000 * KIB);
  }

  @Test
  void readsTheTwoLinesOfOldKernelsAsOneKill() {
    List<KernelOomKill> kills =
        read(
            """
            [100.000001] java invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=0
            [100.000001] Task in /docker/abc killed as a result of limit of /docker/abc
            [100.000001] memory: usage 1048576kB, limit 1048576kB, failcnt 123
            [100.000001] Memory cgroup out of memory: Kill process 305 (java) score 1979 or sacrifice child
            [100.000001] Killed process 305 (java) total-vm:4000kB, anon-rss:1000kB, file-rss:24kB
            """);

    assertThat(kills).hasSize(1);
    assertThat(kills.get(0).cgroup()).isTrue();
    assertThat(kills.get(0).cgroupPath()).isEqualTo("/docker/abc");
    assertThat(kills.get(0).rssBytes()).isEqualTo(1024 * KIB);
  }

  @Test
  void tellsTheProcessThatWasKilledWhereAChildWasSacrificed() {
    List<KernelOomKill> kills =
        read(
            """
            [1.000000] Out of memory: Kill process 10 (bash) score 900 or sacrifice child
            [1.000000] Killed process 11 (java) total-vm:4kB, anon-rss:2kB, file-rss:0kB
            """);

    assertThat(kills).extracting(KernelOomKill::pid).containsExactly(11L);
  }

  @Test
  void tellsAKillWhoseLastLineIsMissing() {
    List<KernelOomKill> kills =
        read("oom-kill:constraint=CONSTRAINT_MEMCG,task_memcg=/x,task=java,pid=9,uid=0\n");

    assertThat(kills).hasSize(1);
    assertThat(kills.get(0).pid()).isEqualTo(9);
    assertThat(kills.get(0).rssBytes()).isZero();
  }

  @Test
  void tellsEveryProcessOfAGroupThatIsKilledAsAWhole() {
    List<KernelOomKill> kills =
        read(
            """
            [1.000000] oom-kill:constraint=CONSTRAINT_MEMCG,task_memcg=/pod,task=java,pid=5,uid=0
            [1.000000] Memory cgroup out of memory: Killed process 5 (java) anon-rss:8kB, file-rss:0kB
            [1.000000] Tasks in /pod are going to be killed due to memory.oom.group set
            [1.000000] Memory cgroup out of memory: Killed process 5 (java) anon-rss:8kB, file-rss:0kB
            [1.000000] Memory cgroup out of memory: Killed process 6 (python3) anon-rss:4kB, file-rss:0kB
            """);

    assertThat(kills).extracting(KernelOomKill::pid).containsExactly(5L, 6L);
    assertThat(kills).extracting(KernelOomKill::cgroupPath).containsOnly("/pod");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[Sun Mar  1 10:00:00 2026] | 2026-03-01T09:00:00Z",
        "2026-03-01T10:00:00,123456+02:00 | 2026-03-01T08:00:00.123456Z",
        "2026-03-01T10:00:00+0200 node-7 kernel: | 2026-03-01T08:00:00Z",
        "2026-03-01T10:00:00.5+00:00 node-7 kernel: [ 12.345678] | 2026-03-01T10:00:00.5Z",
        "Mar  1 10:00:00 node-7 kernel: | 2026-03-01T09:00:00Z",
        "Dec 31 10:00:00 node-7 kernel: [12345.678901] | 2025-12-31T09:00:00Z",
        "Sun 2026-03-01 10:00:00 UTC node-7 kernel: | 2026-03-01T10:00:00Z",
      })
  void understandsTheTimesOfEachLayout(String prefix, String time) {
    SourceClock oneEast = new SourceClock(ZoneOffset.ofHours(1), Duration.ZERO);
    List<KernelOomKill> kills = new ArrayList<>();

    new KernelLogReader(LocalDate.of(2026, 3, 2))
        .read(
            new ReadInput(source(), oneEast),
            stream(prefix + " " + KILLED + "\n"),
            signal -> kills.add((KernelOomKill) signal));

    assertThat(kills)
        .singleElement()
        .extracting(kill -> kill.evidence().time())
        .isEqualTo(Instant.parse(time));
    assertThat(kills).singleElement().extracting(KernelOomKill::pid).isEqualTo(873L);
  }

  @Test
  void leavesAKillUndatedWhereNoYearIsKnown() {
    assertThat(read("Mar  1 10:00:00 node-7 kernel: " + KILLED + "\n"))
        .singleElement()
        .extracting(kill -> kill.evidence().time())
        .isNull();
  }

  @Test
  void countsKillsInWordsThatItDoesNotKnow() {
    ReadReport report =
        new KernelLogReader(null)
            .read(
                new ReadInput(source(), SourceClock.UTC),
                stream("[1.000000] Killed process without any number\n[2.000000] usb 1-1: new\n"),
                signal -> {});

    assertThat(report.skipped()).isEqualTo(1);
    assertThat(report.lines()).isEqualTo(2);
  }

  @Test
  void recognisesKernelLogsAndNothingElse() {
    assertThat(KernelLogReader.looksLikeKernelLog("[    0.000000] Linux version 6.1\n")).isTrue();
    assertThat(KernelLogReader.looksLikeKernelLog("Mar  1 10:00:00 node-7 kernel: usb 1\n"))
        .isTrue();
    assertThat(KernelLogReader.looksLikeKernelLog(KILLED)).isTrue();
    assertThat(KernelLogReader.looksLikeKernelLog("[0.004s][info][gc] Using G1\n")).isFalse();
    assertThat(KernelLogReader.looksLikeKernelLog("26/03/01 10:00:00 INFO A: " + KILLED)).isFalse();
  }

  private static List<KernelOomKill> read(String text) {
    List<KernelOomKill> kills = new ArrayList<>();
    new KernelLogReader(null)
        .read(
            new ReadInput(source(), SourceClock.UTC),
            stream(text),
            signal -> kills.add((KernelOomKill) signal));
    return kills;
  }

  private static Source source() {
    return new Source("dmesg.txt", SourceKind.KERNEL_LOG, new Owner(Owner.Role.KERNEL, ""));
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
