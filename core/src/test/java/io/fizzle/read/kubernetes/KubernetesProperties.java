package io.fizzle.read.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a text, the readers come to its end and say how it went. */
class KubernetesProperties {
  private static final List<String> PIECES =
      List.of(
          "Name:  a-exec-1\nNamespace:  b\n",
          "Containers:\n",
          "  spark-kubernetes-executor:\n",
          "    State:          Terminated\n",
          "      Reason:       OOMKilled\n",
          "      Exit Code:    99999999999\n",
          "Events:\n  Type  Reason  Age  From  Message\n  ----  ------\n",
          "  Warning  Failed  9999999999999d (x99999999999 over 1s)  kubelet  x\n",
          "LAST SEEN   TYPE   REASON   OBJECT   MESSAGE\n",
          "<unknown>   Normal   Scheduled   pod/   \n",
          "Conditions:\n  Type  Status  Reason\n  Ready  Unknown\n",
          "apiVersion: v1\nkind: Pod\n",
          "metadata:\n  name: x\n",
          "status: *nothing\n",
          "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",",
          "\"items\":[{\"kind\":\"Event\"},",
          "\"object\":{\"items\":[",
          "}}]",
          "[[[[[[",
          "- - - ? : &a *a !!set\n",
          "\t\u0000\uFFFF\n",
          "---\n...\n%YAML 9\n");

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces = Arbitraries.of(PIECES);
    Arbitrary<String> any = Arbitraries.strings().ofMaxLength(12);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(4, pieces), net.jqwik.api.Tuple.of(1, any))
        .list()
        .ofMaxSize(25)
        .map(list -> String.join("", list));
  }

  @Property(tries = 1500)
  void kubectlsOutputIsReadToItsEnd(@ForAll("texts") String text) {
    assertThat(Told.byKubectl(text).report().torn()).isFalse();
  }

  @Property(tries = 1500)
  void objectsAreReadOrReportedAsTorn(@ForAll("texts") String text) {
    assertThat(Told.byObjects(text).report()).isNotNull();
  }

  @Property(tries = 500)
  void quantitiesAreNeverNegative(@ForAll String text) {
    assertThat(ResourceQuantity.bytes(text)).isNotNegative();
  }
}
