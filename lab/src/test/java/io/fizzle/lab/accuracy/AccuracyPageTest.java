package io.fizzle.lab.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyPageTest {
  @TempDir private Path folder;

  @Test
  void keepsItsTwoPartsApart() throws IOException {
    AccuracyPage page = new AccuracyPage(folder.resolve("accuracy.md"));

    page.write("# Accuracy\n\nours\n", "");
    page.write(page.lab(), "## From elsewhere\n");
    page.write("# Accuracy\n\nours, again\n", page.foreign());

    assertThat(page.lab()).isEqualTo("# Accuracy\n\nours, again\n");
    assertThat(page.foreign()).isEqualTo("## From elsewhere\n");
  }
}
