package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Remedies for images that could not be pulled, by what the registry answered: the texts are those
 * of containerd, CRI-O and Docker ({@code remotes/docker}, {@code images/archive}).
 */
public final class ImageRemedies {
  private static final Pattern LOGIN =
      Pattern.compile(
          "\\b401\\b|\\b403\\b|unauthorized|authentication required|no basic auth credentials"
              + "|pull access denied|authorization failed|insufficient_scope");
  private static final Pattern RATE = Pattern.compile("\\b429\\b|toomanyrequests|pull rate limit");
  private static final Pattern PLATFORM =
      Pattern.compile("no match for platform|no matching manifest for|exec format error");
  private static final Pattern UNREACHABLE =
      Pattern.compile("no such host|i/o timeout|connection refused|dial tcp|x509:|tls:");

  /** Logs are hostile: what a shell could take for more than a name stays out of a command. */
  private static final Pattern NAME = Pattern.compile("[\\w.:/@-]{1,300}");

  private ImageRemedies() {}

  /**
   * For images that could not be pulled.
   *
   * @param image its name, empty where not told
   * @param words of the kubelet; empty where it only waits
   */
  public static List<Remedy> imagePull(SparkConf conf, String image, String words) {
    String answer = words.toLowerCase(Locale.ROOT);
    if (PLATFORM.matcher(answer).find()) {
      return List.of(platform(image, "pods leave ImagePullBackOff"));
    }
    if (RATE.matcher(answer).find()) {
      return List.of(rate(), login());
    }
    if (LOGIN.matcher(answer).find()) {
      return List.of(login(), name(image));
    }
    if (UNREACHABLE.matcher(answer).find()) {
      return List.of(unreachable(image));
    }
    List<Remedy> remedies = new ArrayList<>(List.of(name(image)));
    if (!conf.isSet("spark.kubernetes.container.image.pullSecrets")) {
      remedies.add(login());
    }
    return List.copyOf(remedies);
  }

  private static Remedy name(String image) {
    return new OperatorAction(
        "Correct the image's name or push it: "
            + (image.isEmpty() ? "see the pod's events" : image),
        "kubectl describe pod POD  # events: Failed to pull image",
        "The kubelet could not pull the image: a wrong name or tag, a registry out of reach, or"
            + " no right to pull.",
        Risk.low("nothing of the application changes"),
        "pods leave ImagePullBackOff");
  }

  private static Remedy login() {
    return new OperatorAction(
        "Where the registry asks for a login, name the secret in"
            + " spark.kubernetes.container.image.pullSecrets",
        "kubectl create secret docker-registry NAME --docker-server=SERVER"
            + " --docker-username=USER",
        "Executor pods do not take the pull secret of the driver's image by themselves.",
        Risk.low("a secret in the namespace"),
        "pods leave ImagePullBackOff");
  }

  private static Remedy rate() {
    return new OperatorAction(
        "Pull from a mirror or a registry of your own, or with an account that may pull more",
        "kubectl describe pod POD  # events: toomanyrequests",
        "The registry counts pulls and refuses further ones for a while; the name is right. Pods"
            + " that start in numbers, on nodes without the image, use the allowance up.",
        Risk.low("nothing of the application changes"),
        "no \"429 Too Many Requests\" in the events");
  }

  /**
   * For an image whose programs the node's processor does not run; empty where the words do not say
   * so.
   *
   * @param image its name, empty where not told
   */
  public static Optional<Remedy> otherProcessor(String image, String words) {
    return words.contains("exec format error")
        ? Optional.of(platform(image, "no \"exec format error\" in the container's log"))
        : Optional.empty();
  }

  private static Remedy platform(String image, String expectation) {
    return new OperatorAction(
        "Build the image for the nodes' architecture too, or choose nodes of the image's",
        "docker manifest inspect "
            + (NAME.matcher(image).matches() ? image : "IMAGE")
            + "; kubectl get nodes -L kubernetes.io/arch  #"
            + " spark.kubernetes.node.selector.kubernetes.io/arch=amd64",
        "The image is there and is not made for the node's processor: amd64 and arm64 do not run"
            + " each other's programs.",
        Risk.low("the pods may run on other nodes"),
        expectation);
  }

  private static Remedy unreachable(String image) {
    return new OperatorAction(
        "Open the way from the nodes to the registry"
            + (image.isEmpty() ? "" : " of " + image)
            + ": name server, proxy, firewall, certificate",
        "kubectl debug node/NODE -it --image=busybox -- nslookup REGISTRY",
        "The kubelet did not get an answer from the registry; its name and tag were not looked at.",
        Risk.low("nothing of the application changes"),
        "pods leave ImagePullBackOff");
  }
}
