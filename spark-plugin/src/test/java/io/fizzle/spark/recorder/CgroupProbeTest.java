package io.fizzle.spark.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The container's account, as the kernel writes it for cgroups of both versions. */
class CgroupProbeTest {
  @TempDir private Path root;

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private VitalSigns measured(String membership) {
    Sample sample = new Sample();
    new CgroupProbe(root, membership).measure(sample);
    return sample.at(0);
  }

  @Test
  void versionTwo() throws IOException {
    String own = "kubepods.slice/pod1/";
    file(own + "memory.current", "4000\n");
    file(own + "memory.max", "5000\n");
    file(own + "memory.stat", "anon 1000\nfile 900\nkernel 10\nshmem 300\nfile_mapped 5\n");
    file(own + "memory.events", "low 0\nhigh 0\nmax 7\noom 2\noom_kill 1\noom_group_kill 0\n");
    file(own + "cpu.stat", "usage_usec 9\nnr_throttled 1\nthrottled_usec 2500\n");
    file(
        own + "memory.pressure",
        "some avg10=0.00 avg60=0.00 avg300=0.00 total=9000\n"
            + "full avg10=0.00 avg60=0.00 avg300=0.00 total=7000\n");

    VitalSigns signs = measured("0::/kubepods.slice/pod1\n");

    assertThat(signs.get(Vital.CGROUP_USED)).isEqualTo(4_000);
    assertThat(signs.get(Vital.CGROUP_LIMIT)).isEqualTo(5_000);
    assertThat(signs.get(Vital.CGROUP_CACHE)).as("files of tmpfs stay").isEqualTo(600);
    assertThat(signs.get(Vital.CGROUP_OOM)).isEqualTo(2);
    assertThat(signs.get(Vital.CGROUP_OOM_KILLS)).isEqualTo(1);
    assertThat(signs.get(Vital.CPU_THROTTLED)).isEqualTo(2);
    assertThat(signs.get(Vital.PRESSURE_MEMORY)).isEqualTo(7);
  }

  @Test
  void noLimitIsUnknown() throws IOException {
    file("memory.current", "4000\n");
    file("memory.max", "max\n");

    assertThat(measured("0::/\n").knows(Vital.CGROUP_LIMIT)).isFalse();
  }

  @Test
  void versionOne() throws IOException {
    String own = "memory/docker/abc/";
    file(own + "memory.usage_in_bytes", "4000\n");
    file(own + "memory.limit_in_bytes", "9223372036854771712\n");
    file(own + "memory.stat", "cache 1\nrss 2\ntotal_cache 900\ntotal_shmem 100\n");
    file(own + "memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n");

    VitalSigns signs = measured("5:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n");

    assertThat(signs.get(Vital.CGROUP_USED)).isEqualTo(4_000);
    assertThat(signs.knows(Vital.CGROUP_LIMIT)).as("what version 1 calls no limit").isFalse();
    assertThat(signs.get(Vital.CGROUP_CACHE)).isEqualTo(800);
    assertThat(signs.get(Vital.CGROUP_OOM_KILLS)).isEqualTo(3);
  }

  @Test
  void insideOfItsOwnNamespaceTheRootIsTheContainer() throws IOException {
    file("memory.current", "4000\n");

    assertThat(measured("0::/../../kubepods/pod1\n").get(Vital.CGROUP_USED)).isEqualTo(4_000);
  }

  @Test
  void aMachineWithoutCgroupsMeasuresNothing() {
    assertThat(measured("").knows(Vital.CGROUP_USED)).isFalse();
  }
}
