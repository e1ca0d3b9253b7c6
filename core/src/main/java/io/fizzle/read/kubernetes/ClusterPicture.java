package io.fizzle.read.kubernetes;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SignalSink;
import io.fizzle.read.kernel.OomKills;
import io.fizzle.read.kubernetes.Pod.Condition;
import io.fizzle.read.message.PodName;
import io.fizzle.signal.MachineSignal.Hindrance;
import io.fizzle.signal.MachineSignal.NodeLost;
import io.fizzle.signal.MachineSignal.NodePressed;
import io.fizzle.signal.MachineSignal.NodeTaken;
import io.fizzle.signal.MachineSignal.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one source tells of a cluster, folded before it becomes signals: the last state of each pod
 * and node, and the trail of events of each object. Bounded by {@value #MOST_OBJECTS} objects.
 */
final class ClusterPicture {
  private static final int MOST_OBJECTS = 4_096;

  private static final int MOST_NAMED = 3;

  /** Controllers whose events tell that their pods could not even be created. */
  private static final Set<String> CONTROLLERS =
      Set.of("job", "replicaset", "statefulset", "sparkapplication", "deployment");

  /** Why the API server lets a controller make no pod, as far as the words tell. */
  private static final Set<Hindrance> REFUSALS =
      Set.of(Hindrance.RESOURCES, Hindrance.CONFIGURATION, Hindrance.UNKNOWN);

  private static final Map<String, String> PRESSURES =
      Map.of(
          "MemoryPressure", "memory",
          "DiskPressure", "disk",
          "PIDPressure", "process ids");

  private final ReadInput input;
  private final SignalSink sink;
  private final PodSignals signals;
  private final OomKills kills;
  private final Map<String, Pod> pods = new LinkedHashMap<>();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, EventTrail> trails = new LinkedHashMap<>();
  private final Map<String, String> idByFamily = new HashMap<>();
  private boolean full;

  ClusterPicture(ReadInput input, SignalSink sink) {
    this.input = input;
    this.sink = sink;
    this.signals = new PodSignals(input, sink);
    this.kills = new OomKills(sink);
  }

  /** Takes a pod; a later state of one that is known takes its place. */
  void add(Pod pod) {
    put(pods, pod.namespace() + "/" + pod.name() + "/" + pod.uid(), pod);
  }

  void add(Node node) {
    put(nodes, node.name(), node);
  }

  private <T> void put(Map<String, T> map, String key, T value) {
    if (map.size() < MOST_OBJECTS || map.containsKey(key)) {
      map.put(key, value);
    } else {
      full = true;
    }
  }

  void add(ClusterEvent event) {
    if (event.kind().equals("node")) {
      ofNode(event);
      return;
    }
    String key = event.kind() + "/" + event.name();
    if (trails.size() < MOST_OBJECTS || trails.containsKey(key)) {
      trails.computeIfAbsent(key, any -> new EventTrail()).add(event);
    } else {
      full = true;
    }
  }

  private void ofNode(ClusterEvent event) {
    Evidence evidence = signals.evidence(event.cited(), event.last());
    switch (event.reason()) {
      case "OOMKilling", "SystemOOM" -> kills.accept(kernelWords(event), evidence);
      case "NodeNotReady", "NodeShutdown", "Shutdown", "Rebooted" ->
          sink.accept(new NodeLost(evidence, event.name(), event.text()));
      case "EvictionThresholdMet" ->
          sink.accept(new NodePressed(evidence, event.name(), resource(event.message())));
      default -> taken(evidence, event.name(), Disruptions.takesNode(event), event.text());
    }
  }

  private void taken(Evidence evidence, String node, @Nullable Boolean reclaimed, String words) {
    if (reclaimed != null) {
      sink.accept(new NodeTaken(evidence, node, reclaimed, words));
    }
  }

  /**
   * The kubelet tells kills of the whole node only: {@code System OOM encountered, victim process:
   * java, pid: 4711} ({@code pkg/kubelet/oom/oom_watcher_linux.go}); the node problem detector
   * quotes the kernel.
   */
  private static String kernelWords(ClusterEvent event) {
    String message = event.message();
    int at = message.indexOf("victim process: ");
    if (at < 0) {
      return message;
    }
    String[] parts = message.substring(at + "victim process: ".length()).split(", pid: ", 2);
    return parts.length < 2
        ? message
        : "Out of memory: Killed process " + parts[1] + " (" + parts[0] + ")";
  }

  private static String resource(String message) {
    if (message.contains("memory")) {
      return "memory";
    }
    return message.contains("pid") ? "process ids" : "disk";
  }

  /** Tells all of it. */
  void tell() {
    kills.finish();
    nodes.values().forEach(this::tell);
    nameFamilies();
    Set<String> applications = applications();
    boolean several = applications.size() > 1;
    boolean alone = pods.size() == 1;
    int others = 0;
    List<Pod> told = new ArrayList<>();
    for (Pod pod : pods.values()) {
      Owner owner = owner(pod);
      EventTrail trail = trails.getOrDefault("pod/" + pod.name(), new EventTrail());
      if (isProcess(owner) || alone && owner.equals(Owner.UNKNOWN)) {
        signals.enter(several ? application(pod) : "", owner);
        signals.tell(pod, owner, trail);
        told.add(pod);
      } else {
        others++;
      }
      trails.remove("pod/" + pod.name());
    }
    signals.enter("", Owner.UNKNOWN);
    others += tellTrails(told.isEmpty(), applications);
    signals.enter("", Owner.UNKNOWN);
    if (several) {
      signals.remarks().add(partedBy(applications));
    }
    if (others > 0) {
      signals.remarks().add(others + " pods that are not of a Spark application were passed over");
    }
  }

  /** The applications whose pods are told of, in their order. */
  private Set<String> applications() {
    Set<String> applications = new LinkedHashSet<>();
    for (Pod pod : pods.values()) {
      if (isProcess(owner(pod))) {
        applications.add(application(pod));
      }
    }
    for (String key : trails.keySet()) {
      String pod = key.startsWith("pod/") ? key.substring("pod/".length()) : "";
      if (isProcess(PodRole.named(pod))) {
        applications.add(applicationOf(pod));
      }
    }
    applications.remove("");
    return applications;
  }

  private String application(Pod pod) {
    String told = PodRole.application(pod);
    return told.equals(PodName.family(pod.name())) ? applicationOf(pod.name()) : told;
  }

  /** The application of a pod of which only the name is told: that of a pod called alike. */
  private String applicationOf(String pod) {
    String family = PodName.family(pod);
    return idByFamily.getOrDefault(family, family);
  }

  private void nameFamilies() {
    for (Pod pod : pods.values()) {
      String family = PodName.family(pod.name());
      String id = PodRole.application(pod);
      if (!family.isEmpty() && !id.equals(family)) {
        idByFamily.putIfAbsent(family, id);
      }
    }
  }

  private static String partedBy(Set<String> applications) {
    return "pods of "
        + applications.size()
        + " applications: "
        + applications.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
        + (applications.size() > MOST_NAMED ? ", …" : "")
        + "; each is taken for that of its own as far as the other sources name it, and kubectl get"
        + " pods -l spark-app-selector=ID -o yaml gives one alone";
  }

  private Owner owner(Pod pod) {
    Owner told = PodRole.of(pod);
    return told.equals(Owner.UNKNOWN) && pod.name().isEmpty() ? input.source().owner() : told;
  }

  private static boolean isProcess(Owner owner) {
    return owner.isDriver() || owner.role() == Owner.Role.EXECUTOR;
  }

  /**
   * Events of pods that nothing else describes.
   *
   * @param none true where no pod is described at all
   * @param applications whose pods are told of
   * @return how many are about others
   */
  private int tellTrails(boolean none, Set<String> applications) {
    boolean several = applications.size() > 1;
    long podTrails = trails.keySet().stream().filter(key -> key.startsWith("pod/")).count();
    int others = 0;
    for (Map.Entry<String, EventTrail> entry : trails.entrySet()) {
      int slash = entry.getKey().indexOf('/');
      String kind = entry.getKey().substring(0, slash);
      String name = entry.getKey().substring(slash + 1);
      EventTrail trail = entry.getValue();
      if (kind.equals("pod")) {
        Owner owner = PodRole.named(name);
        if (isProcess(owner) || none && podTrails == 1) {
          signals.enter(several ? applicationOf(name) : "", owner);
          trail.scheduled().ifPresent(event -> signals.placed(owner, name, trail.node(), event));
          trail.end().ifPresent(event -> signals.ended(owner, event));
          trail.standing().ifPresent(event -> signals.waits(owner, event));
        } else {
          others++;
        }
      } else if (CONTROLLERS.contains(kind) && mayBeSparks(kind, name, applications)) {
        trail
            .standing()
            .filter(event -> REFUSALS.contains(EventTrail.kind(event)))
            .ifPresent(
                event ->
                    sink.accept(
                        new Waiting(
                            signals.evidence(event.cited(), event.last()),
                            kind + " " + name,
                            event.text(),
                            EventTrail.kind(event))));
      }
    }
    return others;
  }

  /** Where pods of Spark are told of, other workloads of the cluster are others'. */
  private static boolean mayBeSparks(String kind, String name, Set<String> applications) {
    return applications.isEmpty()
        || kind.equals("sparkapplication")
        || applications.stream().anyMatch(one -> one.startsWith(name) || name.startsWith(one));
  }

  private void tell(Node node) {
    for (Node.Taint taint : node.taints()) {
      Evidence evidence = signals.evidence(taint.cited(), null);
      taken(evidence, node.name(), Disruptions.takesNode(taint), "taint " + taint.key());
    }
    for (Condition condition : node.conditions()) {
      Evidence evidence = signals.evidence(condition.cited(), condition.since());
      String words = condition.reason() + ": " + condition.message();
      taken(evidence, node.name(), Disruptions.takesNode(condition), words);
      String pressed = condition.isTrue() ? PRESSURES.get(condition.type()) : null;
      if (pressed != null) {
        sink.accept(new NodePressed(evidence, node.name(), pressed));
      } else if (condition.type().equals("Ready")
          && (condition.status().equals("False") || condition.status().equals("Unknown"))) {
        String why = condition.reason() + " " + condition.message();
        sink.accept(new NodeLost(evidence, node.name(), "not ready: " + why.strip()));
      }
    }
  }

  /** What a person should know. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>(signals.remarks());
    if (full) {
      remarks.add("more than " + MOST_OBJECTS + " objects; the others were passed over");
    }
    return remarks;
  }
}
