package io.fizzle.evidence;

/** What a source is, decided from its content. */
public enum SourceKind {
  SPARK_LOG("spark-log"),
  YARN_LOG("yarn-log"),
  EVENT_LOG("event-log"),
  GC_LOG("gc-log"),
  HS_ERR("hs-err"),
  /** A thread dump as JSON; one as text is a part of a log, or a text. */
  THREAD_DUMP("thread-dump"),
  /** A heap dump, of which only the name tells something. */
  HEAP_DUMP("heap-dump"),
  KERNEL_LOG("kernel-log"),
  CGROUP("cgroup"),
  /** What {@code kubectl} prints for people. */
  KUBECTL("kubectl-output"),
  /** Objects of the Kubernetes API as JSON or YAML. */
  KUBERNETES("kubernetes-object"),
  VITALS("vitals"),
  SPARK_CONF("spark-conf"),
  REST("spark-rest"),
  TEXT("text"),
  EMPTY("empty"),
  UNUSABLE("unusable");

  private final String id;

  SourceKind(String id) {
    this.id = id;
  }

  /** The name in reports and JSON. */
  public String id() {
    return id;
  }
}
