package io.fizzle.cli;

import io.fizzle.diagnosis.Calibration;
import io.fizzle.learning.Case;
import io.fizzle.learning.LabelledCases;
import io.fizzle.learning.LabelledWeighing;
import io.fizzle.learning.Learning;
import io.fizzle.learning.Weighings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fizzle learn}: fits the weights of evidence to cases whose causes are known. */
@Command(
    name = "learn",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fits the weights of evidence to cases whose causes are known, and says how good that is on"
          + " cases that it was not learnt from (cross-validation).",
      "",
      "A case is a folder with its evidence and a file expected.json:",
      "  {\"outcome\": \"failed\", \"verdict\": [\"heap-oom\"], \"incident\": [\"heap-oom\"]}",
      "Folders are searched for cases. Variants of one failure belong into one folder above them.",
      ""
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  learnt; with --write: written",
      "  1  the learnt weights would do worse than those in use: nothing is written",
      "  2  bad usage, or no case could be read",
      "",
      "Examples:",
      "  fizzle learn lab/cases",
      "  fizzle learn lab/cases our-incidents/ --write weights.properties",
      "  fizzle learn lab/cases --feedback --write weights.properties",
      "  fizzle diagnose logs/ --weights weights.properties"
    })
final class LearnCommand implements Callable<Integer> {
  private static final int WORSE = 1;

  @Parameters(paramLabel = "CASES", arity = "0..*", description = "folders of labelled cases")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      completionCandidates = Choices.Plain.class,
      description = "text or json (default: text)")
  private String format = "text";

  @Option(
      names = {"-w", "--write"},
      paramLabel = "FILE",
      description = "write the learnt weights, unless they do worse than those in use")
  private @Nullable Path target;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "the weights in use until now (default: those of this version)")
  private @Nullable Path weights;

  @Option(
      names = "--feedback",
      description =
          "learn from the history's feedback as well (fizzle feedback); --history does too")
  private boolean feedback;

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Option(names = "--no-progress", description = "no progress line on standard error")
  private boolean quiet;

  @Spec private CommandSpec spec;

  LearnCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() throws IOException {
    if (!format.equals("text") && !format.equals("json")) {
      throw problem("--format: no such format: " + format + ". Write text or json");
    }
    Calibration before = WeightsFile.read(weights, spec);
    boolean asked = feedback || history.place() != null;
    if (folders.isEmpty() && !asked) {
      throw problem("say what to learn from: folders of labelled cases, or --feedback");
    }
    List<LabelledWeighing> weighings = new ArrayList<>(weighings());
    if (asked) {
      weighings.addAll(FeedbackWeighings.of(HistoryDoor.of(history, spec), spec));
    }
    if (weighings.isEmpty()) {
      throw problem(
          "no case with an incident was found"
              + (folders.isEmpty() ? " in the history's feedback" : " in " + folders)
              + ". A case is a folder with its evidence and a file expected.json or truth.json;"
              + " fizzle learn --help tells more");
    }
    Learning learning = Learning.from(weighings, before);
    boolean writes = target != null && learning.isNoWorse();
    if (writes) {
      write(learning);
    }
    String report =
        format.equals("json")
            ? LearningReport.json(learning, writes)
            : LearningReport.text(learning, target == null ? "" : target.toString());
    spec.commandLine().getOut().print(report);
    spec.commandLine().getOut().flush();
    return target != null && !writes ? WORSE : ExitCode.NOTHING_WRONG;
  }

  private ParameterException problem(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  private void write(Learning learning) {
    try {
      Files.writeString(
          java.util.Objects.requireNonNull(target),
          learning
              .after()
              .text(
                  "Learnt by fizzle learn from %d weighings of %d groups of cases."
                      .formatted(learning.current().statements(), learning.groups())));
    } catch (IOException e) {
      throw problem("--write: cannot write to " + target + ": " + e.getMessage());
    }
  }

  private List<LabelledWeighing> weighings() throws IOException {
    Path unpacked = Files.createTempDirectory("fizzle-learn-");
    try {
      List<Case> cases = new ArrayList<>();
      for (int i = 0; i < folders.size(); i++) {
        cases.addAll(cases(folders.get(i), unpacked.resolve(String.valueOf(i))));
      }
      ProgressLine progress =
          new ProgressLine(
              spec.commandLine().getErr(), !quiet && Terminal.ofProcess().isInteractive());
      List<LabelledWeighing> weighings = new ArrayList<>();
      for (int i = 0; i < cases.size(); i++) {
        progress.show("weighing " + cases.get(i).name(), i + 1, cases.size());
        weighings.addAll(Weighings.of(cases.get(i)));
      }
      progress.clear();
      return weighings;
    } finally {
      delete(unpacked);
    }
  }

  private List<Case> cases(Path folder, Path unpacked) {
    if (!Files.isDirectory(folder)) {
      throw problem("no such folder: " + folder + ". Give a folder of labelled cases");
    }
    try {
      return new LabelledCases(folder, unpacked).all();
    } catch (IOException e) {
      throw problem(String.valueOf(e.getMessage()));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
