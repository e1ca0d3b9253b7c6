package io.fizzle.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuestConsoleTest {
  private final List<String> output = new ArrayList<>();
  private final GuestConsole console = new GuestConsole(output::add);

  @Test
  void onlyTheCommandIsHeard() {
    accept("Checking PROT_EXEC mmap...OK", GuestConsole.BEGIN + "\r", "one\r", "two\r");
    accept("\r", GuestConsole.END + "\r", "sysrq: Power Off");

    assertThat(output).containsExactly("one", "two");
  }

  @Test
  void blankLinesOfTheCommandStay() {
    accept(GuestConsole.BEGIN, "", "one", "", "", "two", "", "", GuestConsole.END);

    assertThat(output).containsExactly("", "one", "", "", "two", "");
  }

  @Test
  void theTailSaysWhyAGuestEndedEarly() {
    accept("Core dump limits", "Kernel panic - not syncing");

    assertThat(output).isEmpty();
    assertThat(console.tail()).contains("Kernel panic - not syncing");
  }

  private void accept(String... lines) {
    List.of(lines).forEach(console::accept);
  }
}
