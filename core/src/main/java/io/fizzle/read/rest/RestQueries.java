package io.fizzle.read.rest;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Redaction;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SignalSink;
import io.fizzle.signal.QuerySignal;
import io.fizzle.signal.QuerySignal.Operator;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * SQL executions ({@code /sql}, {@code SqlResource.scala} of Spark 3.1 to 4.2): the plan as nodes
 * and the edges between them, and the values of metrics as they are printed. That a query failed
 * its jobs tell; of errors that no job had, the answer says nothing.
 *
 * <p>The answer has no ids of accumulators. Numbers of our own tie the values to their operators.
 */
final class RestQueries {
  private static final int LONGEST_NAME = 120;
  private static final int MOST_NODES = 4096;

  private final ReadInput input;
  private final SignalSink sink;

  RestQueries(ReadInput input, SignalSink sink) {
    this.input = input;
    this.sink = sink;
  }

  void take(RestObject execution) {
    long id = execution.number("id", -1);
    Map<Long, Long> values = new HashMap<>();
    List<Operator> plan = plan(execution, values);
    if (id < 0 || plan.isEmpty()) {
      return;
    }
    Instant submitted = execution.time("submissionTime");
    Instant time = submitted == null ? null : input.clock().zoned(submitted);
    Evidence evidence = new Evidence(input.source(), execution.line(), time, "");
    String description = Redaction.redact(cut(execution.textOrEmpty("description")));
    sink.accept(new QuerySignal.Planned(evidence, id, description, plan));
    sink.accept(new QuerySignal.DriverMetrics(evidence, id, values));
  }

  /** The operators, each before its children; what stands in no edge comes last. */
  private static List<Operator> plan(RestObject execution, Map<Long, Long> values) {
    Map<Long, RestObject> nodes = new LinkedHashMap<>();
    execution.objects("nodes").stream()
        .limit(MOST_NODES)
        .forEach(node -> nodes.put(node.number("nodeId", -1), node));
    Map<Long, List<Long>> children = new HashMap<>();
    Set<Long> roots = new TreeSet<>(nodes.keySet());
    for (RestObject edge : execution.objects("edges")) {
      long child = edge.number("fromId", -1);
      children.computeIfAbsent(edge.number("toId", -1), any -> new ArrayList<>()).add(child);
      roots.remove(child);
    }
    List<Operator> plan = new ArrayList<>();
    Deque<Place> waiting = new ArrayDeque<>();
    roots.forEach(root -> waiting.addLast(new Place(root, 0)));
    while (!waiting.isEmpty()) {
      Place place = waiting.removeFirst();
      RestObject node = nodes.remove(place.node());
      if (node != null) {
        plan.add(operator(node, place.depth(), values));
        List<Long> below = children.getOrDefault(place.node(), List.of());
        for (int i = below.size() - 1; i >= 0; i--) {
          waiting.addFirst(new Place(below.get(i), place.depth() + 1));
        }
      }
    }
    return plan;
  }

  private record Place(long node, int depth) {}

  private static Operator operator(RestObject node, int depth, Map<Long, Long> values) {
    Map<String, Long> metrics = new HashMap<>();
    for (RestObject metric : node.objects("metrics")) {
      long value = PrintedMetric.value(metric.textOrEmpty("value"));
      if (value >= 0) {
        long id = values.size();
        values.put(id, value);
        metrics.put(metric.textOrEmpty("name"), id);
      }
    }
    return new Operator(cut(node.textOrEmpty("nodeName")), "", depth, metrics);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_NAME));
  }
}
