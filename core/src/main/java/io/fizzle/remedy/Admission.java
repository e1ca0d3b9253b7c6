package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remedies for pods that the Kubernetes API refuses to make: what pod security, limit ranges,
 * service accounts, policies and webhooks of the cluster, and OpenShift's constraints ask of them.
 */
public final class Admission {
  private static final Pattern ANSWER =
      Pattern.compile("Message: (.{1,4000}?)(?:\\. Received status: |$)", Pattern.DOTALL);

  private static final Pattern SECURITY =
      Pattern.compile("violates PodSecurity \"([^\"\\n]{1,100})\": ([^\\n]{1,1000})");
  private static final Pattern DENIED =
      Pattern.compile(
          "admission webhook \"([^\"\\n]{1,253})\" denied the request: ?([^\\n]{0,600})");
  private static final Pattern POLICY =
      Pattern.compile("ValidatingAdmissionPolicy '([^'\\n]{1,253})' ([^\\n]{1,600})");
  private static final Pattern LIMIT =
      Pattern.compile(
          "((?:maximum|minimum) [\\w./-]{1,80} usage per (?:Container|Pod) is [^\\n]{1,200})");
  private static final Pattern CONSTRAINT =
      Pattern.compile(
          "unable to validate against any (security context constraint"
              + "|pod security policy): ?([^\\n]{0,600})");
  private static final Pattern ACCOUNT =
      Pattern.compile("serviceaccount \"([a-z0-9.-]{1,253})\" not found");
  private static final Pattern LOOKED_UP =
      Pattern.compile("looking up service account ([a-z0-9-]{1,63})/");

  private Admission() {}

  /**
   * What the API server said, of all that its client tells; the words themselves where no client
   * does.
   */
  static String answer(String words) {
    Matcher answer = ANSWER.matcher(words);
    return answer.find() ? answer.group(1) : words;
  }

  /**
   * For a pod that was refused for what its description says or lacks.
   *
   * @param words of the API server, its client or an event
   * @return empty where they tell of no such refusal
   */
  public static Optional<Remedy> refused(String words) {
    String answer = answer(words);
    return security(answer)
        .or(() -> denied(answer))
        .or(() -> limit(answer))
        .or(() -> constraint(answer))
        .or(() -> account(answer));
  }

  private static Optional<Remedy> security(String answer) {
    Matcher security = SECURITY.matcher(answer);
    return security.find()
        ? Optional.of(
            new OperatorAction(
                "Give the pods the security context that their namespace asks for: "
                    + security.group(2),
                "spark.kubernetes.driver.podTemplateFile=FILE and"
                    + " spark.kubernetes.executor.podTemplateFile=FILE  # spec.securityContext,"
                    + " spec.containers[0].securityContext",
                "The namespace enforces the pod security standard "
                    + security.group(1)
                    + ", and Spark sets no security context by itself. No pod was made and no node"
                    + " was asked: more nodes or less memory change nothing.",
                Risk.low("the image must run as another user than root"),
                "no \"violates PodSecurity\" in the driver's log"))
        : Optional.empty();
  }

  private static Optional<Remedy> denied(String answer) {
    Matcher webhook = DENIED.matcher(answer);
    Matcher policy = POLICY.matcher(answer);
    boolean byWebhook = webhook.find();
    if (!byWebhook && !policy.find()) {
      return Optional.empty();
    }
    Matcher said = byWebhook ? webhook : policy;
    return Optional.of(
        new OperatorAction(
            "Give the pods what the cluster's policy asks for: " + said.group(2).strip(),
            "spark.kubernetes.driver.label.KEY=VALUE and spark.kubernetes.executor.label.KEY=VALUE"
                + "  # labels; .annotation.KEY; all else in podTemplateFile=FILE",
            (byWebhook ? "The admission webhook " : "The admission policy ")
                + said.group(1)
                + " refuses the pods as they are. No node was asked: it is no question of"
                + " resources, nor of the service account's rights.",
            Risk.low("only what the policy asks for is added"),
            "no \"denied\" in the driver's log"));
  }

  private static Optional<Remedy> limit(String answer) {
    Matcher limit = LIMIT.matcher(answer);
    return limit.find()
        ? Optional.of(
            new OperatorAction(
                "Keep to the namespace's limit range, or have it changed: " + limit.group(1),
                "kubectl get limitrange -o yaml  # in the pods' namespace",
                "The memory of a pod is spark.executor.memory with its overhead and shares of"
                    + " Python and off-heap; for the driver the same. Their sum must keep to the"
                    + " limit. The request is refused before any node is looked at.",
                Risk.medium("less memory for each executor, or a larger one on the nodes"),
                "no \"is forbidden\" in the driver's log"))
        : Optional.empty();
  }

  private static Optional<Remedy> constraint(String answer) {
    Matcher constraint = CONSTRAINT.matcher(answer);
    return constraint.find()
        ? Optional.of(
            new OperatorAction(
                "Let the pods run as a user of the namespace's range, or grant their service"
                    + " account a constraint that allows the one of the image",
                constraint.group(1).startsWith("security")
                    ? "oc get scc; oc adm policy add-scc-to-user anyuid -z SERVICEACCOUNT -n"
                        + " NAMESPACE  # needs an administrator"
                    : "kubectl get podsecuritypolicy",
                "No " + constraint.group(1) + " allows the pod: " + constraint.group(2),
                Risk.medium("a wider constraint allows the account more"),
                "no \"is forbidden\" in the driver's log"))
        : Optional.empty();
  }

  private static Optional<Remedy> account(String answer) {
    Matcher account = ACCOUNT.matcher(answer);
    if (!account.find()) {
      return Optional.empty();
    }
    Matcher looked = LOOKED_UP.matcher(answer);
    String namespace = looked.find() ? looked.group(1) : "NAMESPACE";
    return Optional.of(
        new OperatorAction(
            "Create the service account "
                + account.group(1)
                + ", or name one that exists in"
                + " spark.kubernetes.authenticate.driver.serviceAccountName",
            "kubectl get serviceaccount -n "
                + namespace
                + "; kubectl create serviceaccount "
                + ShellWord.of(account.group(1), "ACCOUNT")
                + " -n "
                + namespace,
            "The pod is to run as an account that does not exist. It also needs a role that may"
                + " create pods, services and config maps in the namespace.",
            Risk.low("a new account has no rights until a role is bound to it"),
            "no \"error looking up service account\""));
  }

  /** For a webhook of the cluster that the API server could not call. */
  public static Optional<Remedy> webhookDown(String words) {
    Matcher webhook =
        Pattern.compile("failed calling webhook \"([^\"\\n]{1,253})\"").matcher(answer(words));
    return webhook.find()
        ? Optional.of(
            new OperatorAction(
                "Bring the service of the webhook "
                    + webhook.group(1)
                    + " back, or let requests pass without it (failurePolicy: Ignore)",
                "kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations -o yaml"
                    + "  # clientConfig.service: its pods and endpoints",
                "The API server asks it before it makes a pod and got no answer. Nothing of the"
                    + " application is wrong, and no node was asked for a place.",
                Risk.low("an ignored webhook checks and changes nothing"),
                "no \"failed calling webhook\" in the driver's log"))
        : Optional.empty();
  }
}
