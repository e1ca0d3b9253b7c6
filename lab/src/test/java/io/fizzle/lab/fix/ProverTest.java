package io.fizzle.lab.fix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProverTest {
  private static final String DIAGNOSIS =
      """
      {"verdict": {"cause": "heap-oom", "incident": "2"},
       "incidents": [
         {"id": "1", "remedies": [
           {"kind": "configuration", "changes": [{"key": "spark.a", "to": "1"}]}]},
         {"id": "2", "remedies": [
           {"kind": "code", "title": "hold less"},
           {"kind": "configuration", "changes": [
             {"key": "spark.executor.memory", "from": "512m", "to": "1g"},
             {"key": "spark.executor.extraJavaOptions", "from": "-Xms2g", "to": ""}]},
           {"kind": "configuration", "changes": [{"key": "spark.b", "to": "2"}]}]}]}
      """;

  @Test
  void takesTheChangesOfConfigurationOfTheVerdictsIncidentInTheirOrder() throws IOException {
    JsonNode diagnosis = new ObjectMapper().readTree(DIAGNOSIS);

    assertThat(Prover.remedies(diagnosis))
        .isEqualTo(
            List.of(
                Map.of("spark.executor.memory", "1g", "spark.executor.extraJavaOptions", ""),
                Map.of("spark.b", "2")));
  }

  @Test
  void hasNothingToTryWhereTheVerdictHasNoIncident() throws IOException {
    JsonNode diagnosis =
        new ObjectMapper().readTree("{\"verdict\": {\"incident\": null}, \"incidents\": []}");

    assertThat(Prover.remedies(diagnosis)).isEmpty();
  }
}
