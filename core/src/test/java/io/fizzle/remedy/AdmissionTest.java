package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  static final List<String> WORDS =
      List.of(
          "pods \"a-exec-1\" is forbidden: violates PodSecurity \"restricted:latest\": runAsNonRoot"
              + " != true (pod must set securityContext.runAsNonRoot=true)",
          "admission webhook \"validation.gatekeeper.sh\" denied the request: [require-owner] you"
              + " must provide labels: {\"owner\"}",
          "pods \"a-exec-1\" is forbidden: ValidatingAdmissionPolicy 'p.example.com' with binding"
              + " 'b' denied request: failed expression: object.spec.priority <= 5",
          "pods \"a-exec-1\" is forbidden: maximum memory usage per Container is 8Gi, but limit is"
              + " 9011Mi",
          "pods \"a-exec-1\" is forbidden: unable to validate against any security context"
              + " constraint: [provider \"anyuid\": Forbidden]",
          "pods \"a-driver\" is forbidden: error looking up service account batch/spark:"
              + " serviceaccount \"spark\" not found");
  static final String WEBHOOK =
      "Internal error occurred: failed calling webhook \"mutate.example.com\": context deadline"
          + " exceeded";

  private static OperatorAction refused(int words) {
    return (OperatorAction) Admission.refused(WORDS.get(words)).orElseThrow();
  }

  @Test
  void saysWhatEachGuardOfTheClusterAsksFor() {
    assertThat(refused(0).title()).endsWith("securityContext.runAsNonRoot=true)");
    assertThat(refused(1).title()).endsWith("[require-owner] you must provide labels: {\"owner\"}");
    assertThat(refused(2).why()).startsWith("The admission policy p.example.com refuses");
    assertThat(refused(3).title())
        .endsWith("maximum memory usage per Container is 8Gi, but limit is 9011Mi");
    assertThat(refused(4).command()).startsWith("oc get scc;");
    assertThat(refused(5).command())
        .isEqualTo(
            "kubectl get serviceaccount -n batch; kubectl create serviceaccount spark -n batch");
  }

  @Test
  void quotesTheAnswerAloneOfWhatTheClientTells() {
    String told =
        "Failure executing: POST at: https://kubernetes.default.svc/api/v1/namespaces/a/pods."
            + " Message: "
            + WORDS.get(3)
            + ". Received status: Status(apiVersion=v1, code=403, message="
            + WORDS.get(3)
            + ", status=Failure).";
    assertThat(Admission.refused(told)).contains(refused(3));
  }

  @Test
  void leavesWhatIsNoRefusalToOthers() {
    assertThat(Admission.refused("0/3 nodes are available: 3 Insufficient memory.")).isEmpty();
    assertThat(Admission.refused(WEBHOOK)).isEmpty();
    assertThat(Admission.webhookDown(WEBHOOK).orElseThrow().title()).contains("mutate.example.com");
  }
}
