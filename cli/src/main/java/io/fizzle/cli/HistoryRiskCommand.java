package io.fizzle.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fizzle history risk APPLICATION|PATH}: the chance that the next run fails. */
@Command(
    name = "risk",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says how probable it is that an application's next run fails, and from what, by its own"
          + " history and that of its kind. Each figure stands beside its counts.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fizzle history risk invoices",
      "  fizzle history risk invoices --project sales --conf spark.executor.memory=4g",
      "  fizzle history risk submit.sh",
      "  fizzle history risk --train"
    })
final class HistoryRiskCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "APPLICATION|PATH",
      arity = "0..1",
      description =
          "an application's name, or what tells its name and configuration: a spark-submit command,"
              + " an event log, a driver's log")
  private String subject = "";

  @Option(
      names = "--project",
      paramLabel = "NAME",
      description = "its project, where applications of several have this name")
  private String project = "";

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "run with this setting, and else as the last time, or as the path says")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--train",
      description =
          "fit the model to the history instead: predict each run by what was known before it,"
              + " print how good that was, and keep the model unless the share of failed runs does"
              + " better")
  private boolean train;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "the fitted model (default: risk.properties beside the default history)")
  private @Nullable Path model;

  @Mixin private AnswerOptions answer = new AnswerOptions();

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  HistoryRiskCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    if (train == !subject.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "give an application's name or a path, or --train to fit the model to the history");
    }
    if (train && (!settings.isEmpty() || !project.isEmpty())) {
      throw new ParameterException(
          spec.commandLine(),
          "--train fits the model to all applications: leave --conf and --project");
    }
    Forecast forecast = new Forecast(HistoryDoor.of(history, spec), model, answer);
    return train ? forecast.train() : forecast.of(subject, project, settings);
  }
}
