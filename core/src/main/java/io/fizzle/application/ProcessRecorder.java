package io.fizzle.application;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.MachineSignal;
import io.fizzle.signal.Signal;
import io.fizzle.signal.WorkSignal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sorts signals by the process they are about, and joins what no source names to its process. */
final class ProcessRecorder {
  private static final Pattern EXECUTOR_IN_CGROUP =
      Pattern.compile("exec(?:utor)?[-_](\\d{1,9})\\b");
  private static final int MOST_KILLS = 10_000;

  /** A pod's id, with or without its dashes (static pods), or a container's. */
  private static final Pattern POD_ID =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,64}");

  private static final String APPLICATION_MASTER_SUFFIX = "_000001";

  private final Map<Owner, Facts.Recorder> facts = new LinkedHashMap<>();
  private final Map<Owner, TaskActivity> tasks = new LinkedHashMap<>();
  private final Map<Owner, GcProfile> gcByOwner = new LinkedHashMap<>();
  private final Map<Source, GcProfile> gcBySource = new LinkedHashMap<>();
  private final Map<Owner, VitalsProfile> vitals = new LinkedHashMap<>();
  private final Map<Long, Owner> ownerByPid = new LinkedHashMap<>();
  private final Map<String, Owner> ownerByContainer = new LinkedHashMap<>();
  private final Map<String, Facts.Recorder> factsByContainer = new LinkedHashMap<>();
  private final Map<Long, Facts.Recorder> factsByPid = new LinkedHashMap<>();
  private final Map<String, Owner> ownerById = new LinkedHashMap<>();
  private final List<MachineSignal.KernelOomKill> kills = new ArrayList<>();
  private final Facts.Recorder master = new Facts.Recorder();
  private final Map<Cgroup, MachineSignal.CgroupMemory> cgroups = new LinkedHashMap<>();

  /** A folder with the files of one cgroup. */
  private record Cgroup(Owner owner, String folder) {}

  /** The lives after all joins. */
  record Lives(
      ProcessLife driver,
      ProcessLife applicationMaster,
      Map<String, ProcessLife> executors,
      ProcessLife anonymous) {}

  void add(Owner owner, Signal signal) {
    facts.computeIfAbsent(key(owner), key -> new Facts.Recorder()).add(signal);
    if (signal instanceof ExecutorSignal.Removed removed && owner.isExecutor()) {
      containerIn(removed.reason().text()).ifPresent(id -> ownerByContainer.putIfAbsent(id, owner));
    } else if (signal instanceof MachineSignal.PodDescribed pod && isKnown(owner)) {
      pod.ids().forEach(id -> ownerById.putIfAbsent(id, owner));
    } else if (signal instanceof ExecutorSignal.Contained contained) {
      ownerByContainer.putIfAbsent(contained.container(), owner);
    } else if (signal instanceof ExecutorSignal.Launched launched && launched.command() != null) {
      containerIn(launched.command()).ifPresent(id -> ownerByContainer.putIfAbsent(id, owner));
    }
  }

  void addTask(Owner owner, WorkSignal.TaskSucceeded signal) {
    tasks.computeIfAbsent(owner, key -> new TaskActivity()).add(signal);
  }

  void addTask(Owner owner, WorkSignal.TaskFailed signal) {
    tasks.computeIfAbsent(owner, key -> new TaskActivity()).add(signal);
    add(owner, signal);
  }

  void add(JvmSignal signal) {
    if (signal instanceof JvmSignal.GcPause pause) {
      gc(pause).add(pause);
    } else if (signal instanceof JvmSignal.GcLogEnded ended) {
      gc(ended).add(ended);
    } else if (signal instanceof JvmSignal.UnfinishedPause unfinished) {
      gc(unfinished).add(unfinished);
    } else if (signal instanceof JvmSignal.HeapOccupancy occupancy) {
      gc(occupancy).add(occupancy);
    } else if (signal instanceof JvmSignal.Started started
        && started.evidence().source().kind() == SourceKind.GC_LOG) {
      gc(started).add(started);
    } else if (signal instanceof JvmSignal.VitalsSampled sampled) {
      vitals.computeIfAbsent(key(sampled.owner()), owner -> new VitalsProfile()).add(sampled);
    } else if (signal instanceof JvmSignal.VitalsEnded ended) {
      vitals.computeIfAbsent(key(ended.owner()), owner -> new VitalsProfile()).add(ended);
    } else if (signal instanceof JvmSignal.ProcessIdentified identified) {
      identify(identified);
    } else if (!isKnown(signal.owner()) && pid(signal) > 0) {
      factsByPid.computeIfAbsent(pid(signal), pid -> new Facts.Recorder()).add(signal);
    } else if (!isInfrastructure(signal.owner())) {
      add(signal.owner(), signal);
    }
  }

  /** What happens to a master or a worker is not a process of the application. */
  private static boolean isInfrastructure(Owner owner) {
    return owner.role() == Owner.Role.MASTER
        || owner.role() == Owner.Role.WORKER
        || owner.role() == Owner.Role.NODE_MANAGER;
  }

  private void identify(JvmSignal.ProcessIdentified identified) {
    if (isKnown(identified.owner())) {
      ownerByPid.putIfAbsent(identified.pid(), identified.owner());
      add(identified.owner(), identified);
    }
  }

  private static long pid(JvmSignal signal) {
    return signal instanceof JvmSignal.Crashed crashed && crashed.pid() > 0
        ? crashed.pid()
        : signal.evidence().source().pid();
  }

  private GcProfile gc(JvmSignal signal) {
    return isKnown(signal.owner()) || isMastersContainer(signal.owner())
        ? gcByOwner.computeIfAbsent(signal.owner(), owner -> new GcProfile())
        : gcBySource.computeIfAbsent(signal.evidence().source(), source -> new GcProfile());
  }

  void addContainer(String executorId, String container, Signal signal) {
    if (!executorId.isEmpty() && !executorId.endsWith(APPLICATION_MASTER_SUFFIX)) {
      add(Owner.executor(executorId), signal);
    } else if (container.isEmpty()) {
      add(Owner.UNKNOWN, signal);
    } else {
      factsByContainer.computeIfAbsent(container, id -> new Facts.Recorder()).add(signal);
    }
  }

  /** What one cgroup's files tell, which hold one value each where they were copied one by one. */
  void add(MachineSignal.CgroupMemory memory) {
    String name = memory.evidence().source().name();
    int file = Math.max(name.lastIndexOf('/'), name.lastIndexOf('!')) + 1;
    if (name.startsWith("memory.", file)) {
      cgroups.merge(
          new Cgroup(key(memory.owner()), name.substring(0, file)),
          memory,
          MachineSignal.CgroupMemory::with);
    } else {
      add(memory.owner(), memory);
    }
  }

  /** What the resource manager tells of the application master's container. */
  void addMaster(MachineSignal.MasterEnded ended) {
    master.add(ended);
  }

  void addKernelKill(MachineSignal.KernelOomKill kill) {
    String path = kill.cgroupPath();
    if (path != null) {
      Matcher matcher = EXECUTOR_IN_CGROUP.matcher(path);
      if (matcher.find()) {
        add(Owner.executor(matcher.group(1)), kill);
        return;
      }
    }
    if (path != null && path.contains("container_")) {
      // the node manager names cgroups after its containers (CGroupsHandlerImpl)
      addContainer("", containerIn(path).orElse(""), kill);
    } else if (path != null && path.contains("pod") && kills.size() < MOST_KILLS) {
      kills.add(kill);
    } else {
      addByPid(kill);
    }
  }

  private void addByPid(MachineSignal.KernelOomKill kill) {
    factsByPid.computeIfAbsent(kill.pid(), pid -> new Facts.Recorder()).add(kill);
  }

  /** Kubelets name the cgroups of pods after their ids, with {@code _} for {@code -} (systemd). */
  private void joinKillsByPod() {
    for (MachineSignal.KernelOomKill kill : kills) {
      ownerByPod(String.valueOf(kill.cgroupPath()).replace('_', '-'))
          .ifPresentOrElse(owner -> add(owner, kill), () -> addByPid(kill));
    }
    kills.clear();
  }

  private Optional<Owner> ownerByPod(String path) {
    return POD_ID
        .matcher(path)
        .results()
        .map(id -> ownerById.get(id.group()))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static boolean isKnown(Owner owner) {
    return owner.isDriver() || owner.isExecutor();
  }

  /** Masters, workers and unnamed executors share one bucket: none of them is a life of its own. */
  private static Owner key(Owner owner) {
    return isKnown(owner) ? owner : Owner.UNKNOWN;
  }

  private static Optional<String> containerIn(String text) {
    int start = text.indexOf("container_");
    if (start < 0) {
      return Optional.empty();
    }
    int end = start + "container_".length();
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return Optional.of(text.substring(start, end));
  }

  /**
   * All lives.
   *
   * @param clientMode true where the application master of YARN does not hold the driver
   */
  Lives build(boolean clientMode) {
    Owner first = clientMode ? Owner.APPLICATION_MASTER : Owner.DRIVER;
    joinKillsByPod();
    joinByContainer(first);
    factsByContainer.forEach(
        (container, recorder) -> recorder(ownerOf(container, first)).addAll(recorder));
    cgroups.forEach((cgroup, memory) -> recorder(cgroup.owner()).add(memory));
    if (!master.isEmpty()) {
      recorder(first).addAll(master);
    }
    factsByPid.forEach(
        (pid, recorder) -> recorder(ownerByPid.getOrDefault(pid, Owner.UNKNOWN)).addAll(recorder));
    joinGcLogsByPid();
    Map<Owner, Facts> built = new LinkedHashMap<>();
    facts.forEach((owner, recorder) -> built.put(owner, recorder.build()));
    Map<Owner, GcProfile> gc = new LinkedHashMap<>(gcByOwner);
    GcLogJoin.byTime(built, gc, gcBySource).forEach(gc::put);
    Map<String, ProcessLife> executors = new LinkedHashMap<>();
    built.keySet().stream()
        .filter(Owner::isExecutor)
        .forEach(owner -> executors.put(owner.id(), life(owner, built, gc)));
    Stream.concat(gc.keySet().stream(), vitals.keySet().stream())
        .filter(owner -> owner.isExecutor() && !executors.containsKey(owner.id()))
        .forEach(owner -> executors.put(owner.id(), life(owner, built, gc)));
    GcProfile orphan = gcBySource.size() == 1 ? gcBySource.values().iterator().next() : null;
    Facts anonymous = built.getOrDefault(Owner.UNKNOWN, Facts.NONE);
    boolean joined = orphan != null && gc.containsValue(orphan);
    return new Lives(
        life(Owner.DRIVER, built, gc),
        life(Owner.APPLICATION_MASTER, built, gc),
        java.util.Collections.unmodifiableMap(executors),
        new ProcessLife(
            Owner.UNKNOWN,
            anonymous,
            joined ? Optional.empty() : Optional.ofNullable(orphan),
            recorded(Owner.UNKNOWN)));
  }

  /** Files of a container's folder are its executor's, as soon as anything tells which it held. */
  private void joinByContainer(Owner first) {
    List.copyOf(facts.keySet()).stream()
        .filter(owner -> !inContainer(owner, first).equals(owner))
        .forEach(owner -> recorder(inContainer(owner, first)).addAll(facts.remove(owner)));
    moveByContainer(gcByOwner, first);
    moveByContainer(vitals, first);
  }

  private <T> void moveByContainer(Map<Owner, T> profiles, Owner first) {
    List.copyOf(profiles.keySet()).stream()
        .filter(owner -> !profiles.containsKey(inContainer(owner, first)))
        .forEach(owner -> profiles.put(inContainer(owner, first), profiles.remove(owner)));
  }

  /**
   * The process in the container by which one is named, else the process itself.
   *
   * @param first who runs in the first container of an attempt
   */
  private Owner inContainer(Owner owner, Owner first) {
    if (isMastersContainer(owner)) {
      return first;
    }
    return owner.isExecutor() ? ownerByContainer.getOrDefault(owner.id(), owner) : owner;
  }

  private static boolean isMastersContainer(Owner owner) {
    return owner.role() == Owner.Role.APPLICATION_MASTER && !owner.id().isEmpty();
  }

  private Facts.Recorder recorder(Owner owner) {
    return facts.computeIfAbsent(owner, key -> new Facts.Recorder());
  }

  /** YARN's first container of an application attempt runs the application master. */
  private Owner ownerOf(String container, Owner first) {
    Owner known = ownerByContainer.get(container);
    if (known != null) {
      return known;
    }
    return container.endsWith(APPLICATION_MASTER_SUFFIX) ? first : Owner.UNKNOWN;
  }

  private void joinGcLogsByPid() {
    List.copyOf(gcBySource.keySet())
        .forEach(
            source -> {
              @Nullable Owner owner = ownerByPid.get(source.pid());
              if (owner != null && !gcByOwner.containsKey(owner)) {
                gcByOwner.put(owner, gcBySource.remove(source));
              }
            });
  }

  private ProcessLife life(Owner owner, Map<Owner, Facts> facts, Map<Owner, GcProfile> gc) {
    return new ProcessLife(
        owner,
        facts.getOrDefault(owner, Facts.NONE),
        Optional.ofNullable(gc.get(owner)),
        recorded(owner),
        tasks.getOrDefault(owner, TaskActivity.NONE));
  }

  private Optional<VitalsProfile> recorded(Owner owner) {
    return Optional.ofNullable(vitals.get(owner)).filter(profile -> !profile.isEmpty());
  }
}
