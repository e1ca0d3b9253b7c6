package io.fizzle.cause.infrastructure;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.ImageRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.Failure;
import io.fizzle.signal.MachineSignal;
import io.fizzle.signal.MachineSignal.Hindrance;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The container image could not be had or used. */
public final class ImagePull extends Cause {
  private static final int NOT_FOUND = 127;
  private static final Pattern IMAGE = Pattern.compile("image \\\\?\"([^\"\\\\\\s]{1,300})");

  public ImagePull() {
    super(
        "image-pull",
        "Image cannot be pulled",
        "could not pull its container image",
        Answer.NEITHER);
  }

  @Override
  public Page page() {
    return new Page(
            "The tag does not exist, the registry is unreachable or wants credentials, or the image"
                + " does not have the entry point that Spark expects.",
            "`ErrImagePull` or `ImagePullBackOff` on the pod, or exit code 127 in a pod.",
            "A pod that waits for resources (`unschedulable`).",
            "Restarting the application.")
        .looksLike(
            "Pods hang in `ErrImagePull` or `ImagePullBackOff`, or never become ready; the"
                + " application only waits.")
        .fixedBy(
            "Check name and tag (`spark.kubernetes.container.image`), the registry's secret"
                + " (`spark.kubernetes.container.image.pullSecrets`) in the pods' own namespace,"
                + " and that the image is for the node's architecture.")
        .refutedBy(
            "the kubelet tries again by itself, with a growing delay up to five minutes "
                + "(Kubernetes, Images, `ImagePullBackOff`).");
  }

  static boolean isImage(MachineSignal.Waiting waiting) {
    return waiting.hindrance() == Hindrance.IMAGE;
  }

  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    PodWaits.of(incident, application, Set.of(Hindrance.IMAGE))
        .ifPresent(
            waiting ->
                scale.supports(
                    Strength.PROOF, waiting.evidence(), "the pod waits: " + waiting.reason()));
  }

  /** A pod whose entry point does not exist runs an image that is not meant for Spark. */
  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    lost.life().facts().all(MachineSignal.ContainerExited.class).stream()
        .filter(exited -> exited.exitStatus() == NOT_FOUND && exited.terminationReason() != null)
        .findFirst()
        .ifPresent(
            exited ->
                scale.supports(
                    Strength.PROOF,
                    exited.evidence(),
                    "exit code 127 in a pod: its image does not have the command to start"));
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    String words =
        PodWaits.of(incident, application, Set.of(Hindrance.IMAGE))
            .map(MachineSignal.Waiting::reason)
            .orElse("");
    return ImageRemedies.imagePull(Measures.conf(application), image(application, words), words);
  }

  /** The image of the message, else of the pods; the first of either. */
  private static String image(Application application, String words) {
    Matcher told = IMAGE.matcher(words);
    if (told.find()) {
      return told.group(1);
    }
    return Stream.concat(Stream.of(application.driver()), application.executors().values().stream())
        .flatMap(life -> life.facts().all(MachineSignal.PodDescribed.class).stream())
        .map(MachineSignal.PodDescribed::image)
        .filter(image -> !image.isEmpty())
        .findFirst()
        .orElse("");
  }
}
