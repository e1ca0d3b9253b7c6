package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageRemediesTest {
  private static final SparkConf CONF = Runs.on(Runs.KUBERNETES, "3.5.7");

  private static List<String> titles(String image, String words) {
    return ImageRemedies.imagePull(CONF, image, words).stream().map(Remedy::title).toList();
  }

  @Test
  void namesTheImageAndItsSecretWhereNothingTellsMore() {
    List<String> titles = titles("shop/etl:7", "ImagePullBackOff");
    assertThat(titles.get(0)).endsWith("shop/etl:7");
    assertThat(titles.get(1)).contains("spark.kubernetes.container.image.pullSecrets");
    SparkConf secret =
        Runs.on(Runs.KUBERNETES, "3.5.7", "spark.kubernetes.container.image.pullSecrets", "s");
    assertThat(ImageRemedies.imagePull(secret, "", "")).hasSize(1);
  }

  @Test
  void asksForTheLoginFirstWhereTheRegistryDoes() {
    assertThat(
            titles(
                "shop/etl:7",
                "Failed to pull image \"shop/etl:7\": rpc error: pulling from host shop failed with"
                    + " status code [manifests 7]: 401 Unauthorized"))
        .first()
        .asString()
        .contains("pullSecrets");
  }

  @Test
  void doesNotDoubtANameThatTheRegistryOnlyCountsPullsOf() {
    assertThat(
            titles(
                "shop/etl:7",
                "unexpected status code [manifests 7]: 429 Too Many Requests - Server message:"
                    + " toomanyrequests: You have reached your pull rate limit."))
        .noneMatch(title -> title.contains("name or push"))
        .first()
        .asString()
        .startsWith("Pull from a mirror");
  }

  @Test
  void knowsAnImageOfAnotherArchitecture() {
    OperatorAction action =
        (OperatorAction)
            ImageRemedies.imagePull(
                    CONF, "$(reboot)", "no match for platform in manifest: not found")
                .get(0);
    assertThat(action.title()).startsWith("Build the image for the nodes' architecture");
    assertThat(action.command()).startsWith("docker manifest inspect IMAGE;");
  }
}
