package io.fizzle.read.kubernetes;

import io.fizzle.read.kubernetes.Pod.Condition;
import io.fizzle.read.kubernetes.Pod.Container;
import io.fizzle.read.kubernetes.Pod.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes pods, nodes and events out of objects of the API (core/v1, events.k8s.io/v1). */
final class ObjectForms {
  private static final int MOST = 64;

  private ObjectForms() {}

  /** The kind that an object names, else that of its list, else what its shape tells. */
  static String kind(ApiValue object, String listKind) {
    String named = object.text("kind");
    if (!named.isEmpty()) {
      return named;
    }
    if (!listKind.isEmpty()) {
      return listKind;
    }
    if (object.has("status", "containerStatuses") || object.has("containerStatuses")) {
      return "Pod";
    }
    return object.has("involvedObject") || object.has("regarding") ? "Event" : "";
  }

  static Pod pod(ApiValue object) {
    // kubectl get pod -o jsonpath='{.status}' prints the status alone
    ApiValue status = object.has("status") ? object.at("status") : object;
    ApiValue spec = object.at("spec");
    ApiValue metadata = object.at("metadata");
    String name = metadata.text("name");
    Map<String, String> labels = new LinkedHashMap<>();
    metadata.at("labels").members().forEach((key, value) -> labels.put(key, value.text()));
    List<Container> containers = new ArrayList<>();
    containers.addAll(
        containers(spec.at("initContainers"), status.at("initContainerStatuses"), name, true));
    containers.addAll(
        containers(spec.at("containers"), status.at("containerStatuses"), name, false));
    return new Pod(
        name,
        metadata.text("namespace"),
        metadata.text("uid"),
        labels,
        controller(metadata),
        spec.text("nodeName"),
        status.text("phase"),
        status.text("reason"),
        status.text("message"),
        containers,
        conditions(status, path("pod", name)),
        metadata.time("deletionTimestamp"),
        object.cited(path("pod", name)),
        status.cited(path("pod", name) + ".status", "phase", "reason", "message"));
  }

  /** {@code KIND/NAME} of the owner that made the pod, empty where none did. */
  private static String controller(ApiValue metadata) {
    return metadata.at("ownerReferences").elements().stream()
        .filter(owner -> owner.text("controller").equals("true"))
        .map(owner -> owner.text("kind") + "/" + owner.text("name"))
        .findFirst()
        .orElse("");
  }

  private static String path(String kind, String name) {
    return name.isEmpty() ? kind : kind + " " + name;
  }

  private static List<Container> containers(
      ApiValue specs, ApiValue statuses, String pod, boolean init) {
    Map<String, ApiValue> byName = new LinkedHashMap<>();
    statuses.elements().stream()
        .limit(MOST)
        .forEach(status -> byName.put(status.text("name"), status));
    List<Container> containers = new ArrayList<>();
    specs.elements().stream()
        .limit(MOST)
        .forEach(
            spec -> {
              ApiValue status = byName.remove(spec.text("name"));
              containers.add(container(spec, status == null ? ApiValue.ABSENT : status, pod, init));
            });
    byName
        .values()
        .forEach(status -> containers.add(container(ApiValue.ABSENT, status, pod, init)));
    return containers;
  }

  private static Container container(ApiValue spec, ApiValue status, String pod, boolean init) {
    String name = spec.text("name").isEmpty() ? status.text("name") : spec.text("name");
    String path = path("pod", pod) + ", container " + name;
    String image = spec.text("image").isEmpty() ? status.text("image") : spec.text("image");
    return new Container(
        name,
        status.text("containerID"),
        init,
        image,
        ResourceQuantity.bytes(spec.text("resources", "limits", "memory")),
        ResourceQuantity.bytes(spec.text("resources", "requests", "memory")),
        environment(spec),
        state(status.at("state"), path + ", state"),
        state(status.at("lastState"), path + ", last state"));
  }

  private static Map<String, String> environment(ApiValue spec) {
    Map<String, String> spark = new LinkedHashMap<>();
    for (ApiValue variable : spec.at("env").elements()) {
      if (variable.text("name").startsWith("SPARK_")) {
        spark.put(variable.text("name"), variable.text("value"));
      }
    }
    return spark;
  }

  private static State state(ApiValue states, String path) {
    for (Map.Entry<String, ApiValue> entry : states.members().entrySet()) {
      ApiValue value = entry.getValue();
      String kind =
          switch (entry.getKey()) {
            case "terminated" -> "Terminated";
            case "waiting" -> "Waiting";
            case "running" -> "Running";
            default -> "";
          };
      if (!kind.isEmpty() && !value.equals(ApiValue.ABSENT)) {
        Integer exit = kind.equals("Terminated") ? value.number("exitCode") : null;
        Cited cited =
            value.cited(
                path + " " + kind.toLowerCase(Locale.ROOT),
                "reason",
                "exitCode",
                "signal",
                "message",
                "finishedAt");
        return new State(
            kind,
            value.text("reason"),
            value.text("message"),
            exit,
            value.time("finishedAt"),
            cited);
      }
    }
    return State.NONE;
  }

  private static List<Condition> conditions(ApiValue status, String path) {
    return status.at("conditions").elements().stream()
        .limit(MOST)
        .map(
            value ->
                new Condition(
                    value.text("type"),
                    value.text("status"),
                    value.text("reason"),
                    value.text("message"),
                    value.time("lastTransitionTime"),
                    value.cited(path + ", condition", "type", "status", "reason", "message")))
        .toList();
  }

  static Node node(ApiValue object) {
    String name = object.text("metadata", "name");
    List<Node.Taint> taints =
        object.at("spec", "taints").elements().stream()
            .limit(MOST)
            .map(
                taint ->
                    new Node.Taint(
                        taint.text("key"),
                        taint.cited(path("node", name) + ", taint", "key", "value", "effect")))
            .toList();
    return new Node(name, conditions(object.at("status"), path("node", name)), taints);
  }

  static ClusterEvent event(ApiValue object) {
    ApiValue about =
        object.has("involvedObject") ? object.at("involvedObject") : object.at("regarding");
    String message =
        object.text("message").isEmpty() ? object.text("note") : object.text("message");
    Integer count =
        object.number("count") != null ? object.number("count") : object.number("series", "count");
    java.time.Instant last = null;
    for (String[] path :
        List.of(
            new String[] {"series", "lastObservedTime"},
            new String[] {"lastTimestamp"},
            new String[] {"deprecatedLastTimestamp"},
            new String[] {"eventTime"},
            new String[] {"firstTimestamp"},
            new String[] {"metadata", "creationTimestamp"})) {
      last = last == null ? object.time(path) : last;
    }
    String kind = about.text("kind").toLowerCase(Locale.ROOT);
    String name = about.text("name");
    return new ClusterEvent(
        kind,
        name,
        object.text("reason"),
        message,
        count == null ? 1 : Math.max(1, count),
        last,
        -1,
        "kubelet".equals(component(object)) ? host(object) : "",
        new Cited(
            object.line(),
            "event of " + kind + " " + name + ": " + object.text("reason") + " " + message));
  }

  private static String component(ApiValue event) {
    String component = event.text("source", "component");
    return component.isEmpty() ? event.text("reportingComponent") : component;
  }

  /** The kubelet reports under its node's name. */
  private static String host(ApiValue event) {
    String host = event.text("source", "host");
    return host.isEmpty() ? event.text("reportingInstance") : host;
  }
}
