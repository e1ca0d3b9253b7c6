package io.fizzle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {

  @Test
  void theKernelIsNamedByItsNumbers() {
    assertThat(Machine.system("Linux", "6.1.0-18-amd64")).isEqualTo("Linux 6.1.0");
    assertThat(Machine.system("Linux", "6.18.44-of-someone")).isEqualTo("Linux 6.18.44");
    assertThat(Machine.system("Plan 9", "fourth")).isEqualTo("Plan 9");
  }

  @Test
  void thePeakOfAProcessIsInItsStatus() {
    String status = "Name:\tjava\nVmPeak:\t 9000000 kB\nVmHWM:\t  425420 kB\nVmRSS:\t  400000 kB\n";
    assertThat(ProcessUsage.peak(status)).isEqualTo(425_420L << 10);
  }
}
