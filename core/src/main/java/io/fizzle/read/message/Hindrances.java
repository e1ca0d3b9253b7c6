package io.fizzle.read.message;

import io.fizzle.signal.MachineSignal.Hindrance;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the words in which Kubernetes and YARN let something wait tell of the reason.
 *
 * <p>Sources: {@code pkg/kubelet/events/event.go}, {@code pkg/kubelet/images/types.go} and {@code
 * pkg/kubelet/kuberuntime} (reasons of waiting containers), the volume reconciler's {@code
 * FailedMount}, {@code FailedAttachVolume}, quota admission, and the scheduler of Kubernetes 1.20
 * to 1.33.
 */
public final class Hindrances {
  private record Rule(Hindrance hindrance, Pattern words) {
    Rule(Hindrance hindrance, String words) {
      this(hindrance, Pattern.compile(words));
    }
  }

  /**
   * Specific before general: a mount that fails for a secret that is not there is about the secret.
   */
  private static final List<Rule> RULES =
      List.of(
          new Rule(
              Hindrance.IMAGE,
              "ImagePullBackOff|ErrImage|InvalidImageName|ImageInspectError|RegistryUnavailable"
                  + "|SignatureValidationFailed|pull(?:ing)? image|InspectFailed"),
          new Rule(
              Hindrance.CONFIGURATION,
              "CreateContainerConfigError|(?:secret|configmap) \"[^\"]{1,253}\" not found"
                  + "|couldn't find key|references non-existent (?:secret|config)"
                  + "|persistentvolumeclaim \"[^\"]{1,253}\" not found"
                  + "|runAsNonRoot|serviceaccount \"[^\"]{1,253}\" not found"
                  + "|"
                  + ConfigurationMessages.DENIED),
          new Rule(Hindrance.RESOURCES, "FailedScheduling|Unschedulable|nodes are available"),
          new Rule(
              Hindrance.VOLUME,
              "FailedMount|FailedAttachVolume|FailedMapVolume|MountVolume|Unable to attach or mount"
                  + "|ProvisioningFailed"),
          new Rule(
              Hindrance.SANDBOX,
              "FailedCreatePodSandBox|NetworkNotReady|NetworkPluginNotReady|pod sandbox"
                  + "|ContainerCreating|PodInitializing"),
          new Rule(
              Hindrance.COMMAND,
              "CreateContainerError|RunContainerError|StartError|ContainerCannotRun"
                  + "|executable file not found|PostStartHookError"),
          new Rule(
              Hindrance.RESOURCES,
              "exceeded quota|Pending|ACCEPTED"
                  + "|SchedulingGated|OutOf(?:cpu|memory|pods)|UnexpectedAdmissionError|NotTriggerScaleUp"));

  private Hindrances() {}

  /** What these words say that something waits for. */
  public static Hindrance of(String words) {
    String seen = words.substring(0, Math.min(words.length(), 4096));
    return RULES.stream()
        .filter(rule -> rule.words().matcher(seen).find())
        .map(Rule::hindrance)
        .findFirst()
        .orElse(Hindrance.UNKNOWN);
  }
}
