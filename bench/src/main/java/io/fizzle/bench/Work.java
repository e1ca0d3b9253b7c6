package io.fizzle.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fizzle.application.Application;
import io.fizzle.application.StageProfile;

/** How much an application did: what readers of one event log must agree on. */
record Work(int stages, long tasks) {

  /** As Fizzle counts. */
  static Work of(Application application) {
    long tasks = application.stages().stream().mapToLong(StageProfile::succeededTasks).sum();
    return new Work(application.stages().size(), tasks);
  }

  /** As the History Server answers to {@code /applications/<id>/stages}. */
  static Work ofStages(String json) throws JsonProcessingException {
    JsonNode stages = new ObjectMapper().readTree(json);
    long tasks = 0;
    for (JsonNode stage : stages) {
      tasks += stage.path("numCompleteTasks").asLong();
    }
    return new Work(stages.size(), tasks);
  }
}
