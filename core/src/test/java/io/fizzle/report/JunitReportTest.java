package io.fizzle.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JunitReportTest {
  @TempDir private Path folder;

  private static Document junit(Path evidence) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    String xml = new JunitReport().render(Evidences.report(evidence));
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> names(Document document, String result) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < document.getElementsByTagName(result).getLength(); i++) {
      Element one = (Element) document.getElementsByTagName(result).item(i).getParentNode();
      names.add(one.getAttribute("name"));
    }
    return names;
  }

  @Test
  void passesEveryCaseOfAHealthyRun() throws Exception {
    Document junit = junit(Evidences.healthy(folder));

    assertThat(names(junit, "failure")).isEmpty();
    assertThat(junit.getElementsByTagName("testcase").getLength())
        .isEqualTo(Integer.parseInt(suite(junit).getAttribute("tests")));
  }

  @Test
  void failsTheCasesOfWhatWentWrongWithItsProofAndItsFix() throws Exception {
    Document junit = junit(Evidences.heapOom(folder));

    assertThat(names(junit, "failure"))
        .contains("the application succeeds", "no executor-lost")
        .doesNotContain("no driver-lost");
    Element failure = (Element) junit.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("type")).isEqualTo("heap-oom");
    assertThat(failure.getTextContent())
        .contains("java.lang.OutOfMemoryError")
        .contains(" driver.log:")
        .contains("fix: spark.executor.memory");
    assertThat(suite(junit).getAttribute("failures"))
        .isEqualTo(String.valueOf(names(junit, "failure").size()));
  }

  @Test
  void saysThatItDoesNotKnowHowAnApplicationEnded() throws Exception {
    Document junit = junit(folder.resolve("there is nothing"));

    assertThat(names(junit, "skipped")).containsExactly("the application succeeds");
  }

  @Test
  void isWellFormedWhateverALogSays() throws Exception {
    Document junit = junit(Evidences.hostile(folder));

    assertThat(suite(junit).getAttribute("name")).contains("\\x1b]0;owned\\x07");
  }

  private static Element suite(Document junit) {
    return (Element) junit.getElementsByTagName("testsuite").item(0);
  }
}
