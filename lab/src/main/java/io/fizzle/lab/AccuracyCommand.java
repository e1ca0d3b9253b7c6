package io.fizzle.lab;

import io.fizzle.lab.accuracy.AccuracyPage;
import io.fizzle.lab.accuracy.Sections;
import io.fizzle.lab.fix.FixProofs;
import io.fizzle.lab.run.TemporaryFolder;
import io.fizzle.learning.Accuracy;
import io.fizzle.learning.LabelledCases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab accuracy}. */
@Command(
    name = "accuracy",
    mixinStandardHelpOptions = true,
    description = "Diagnoses recorded cases again and says how many are right. Runs no Spark.")
final class AccuracyCommand implements Callable<Integer> {
  private static final Path PAGE = Path.of("docs", "accuracy.md");

  @Mixin private Place place = new Place();

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      description = "Folder of case folders (default: lab/cases).")
  private @Nullable Path folder;

  @Option(names = "--write", description = "Write the whole page to docs/accuracy.md.")
  private boolean write;

  @Override
  public Integer call() throws IOException {
    try (TemporaryFolder unpacked = TemporaryFolder.create("fizzle-lab-cases-")) {
      Path cases = folder == null ? Place.CASES : folder;
      Accuracy accuracy = Accuracy.of(new LabelledCases(cases, unpacked.path()).all());
      if (write) {
        AccuracyPage page = new AccuracyPage(PAGE);
        FixProofs fixes = new FixProofs(Path.of("lab", "fixes.json"));
        page.write(AccuracyPage.ofLab(accuracy, fixes.read()), page.foreign());
        place.out().println("written: " + PAGE);
      }
      Sections summary = new Sections();
      summary.summary(AccuracyPage.summaries(accuracy));
      place.out().print(summary.text());
      Sections misses = new Sections();
      AccuracyPage.summaries(accuracy).forEach(misses::misses);
      place.out().print(misses.text());
      return 0;
    }
  }
}
