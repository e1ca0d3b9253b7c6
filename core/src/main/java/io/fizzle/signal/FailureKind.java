package io.fizzle.signal;

/**
 * What the text of an exception or error line says, independent of why it happened. One place,
 * {@code read.message}, maps the words of Spark, the JVM and Hadoop to these.
 */
public enum FailureKind {
  // JVM memory
  HEAP_SPACE,
  GC_OVERHEAD,
  METASPACE,
  DIRECT_BUFFER,
  NATIVE_THREAD,
  ARRAY_SIZE,
  NATIVE_MEMORY,
  /** The operating system refused memory that code wanted outside of the heap. */
  OFF_HEAP_REFUSED,
  /** {@code java.lang.OutOfMemoryError} without a text that tells which pool. */
  OUT_OF_MEMORY,
  // Spark memory manager: the executor survives these
  EXECUTION_MEMORY,
  /** The same for an engine in native code, which takes all its memory outside of the heap. */
  NATIVE_ENGINE_MEMORY,
  // Python
  PYTHON_WORKER_CRASHED,
  /** Python's own handler saw a signal that means a crash in native code. */
  PYTHON_FATAL_SIGNAL,
  /** Python itself ran out of the memory that it may have. */
  PYTHON_MEMORY,
  PYTHON_EXCEPTION,
  // shuffle and network
  FETCH_FAILED,
  SHUFFLE_OUTPUT_MISSING,
  SHUFFLE_FILE_MISSING,
  SHUFFLE_SERVICE,
  /** A remote shuffle service (Celeborn, Uniffle) had no server for a shuffle. */
  REMOTE_SHUFFLE_SERVICE,
  /** A remote shuffle service no longer had what was written to it. */
  REMOTE_SHUFFLE_DATA,
  /** A read from a remote shuffle service failed, and nothing tells whether the data are gone. */
  REMOTE_SHUFFLE_FETCH,
  /** A fetch that ran into a timeout, or a shuffle service that lived and did not answer. */
  PEER_QUIET,
  /** An executor's JVM whose connection stayed open while it answered nothing for minutes. */
  PEER_STALLED,
  CONNECTION,
  UNKNOWN_HOST,
  RPC_TIMEOUT,
  /** The driver did not answer an executor that asked where the map output of a shuffle lies. */
  DRIVER_QUIET,
  /** Tasks of a barrier stage waited in vain for one that never called {@code barrier()}. */
  BARRIER_TIMEOUT,
  /** A store or service outside of Spark asked for fewer requests. */
  SERVICE_BUSY,
  /** A block of Spark's own, of a shuffle or a broadcast, is not what was written. */
  BLOCK_CORRUPT,
  /** The same, and Spark's checksums tell that it changed where it is kept. */
  BLOCK_CORRUPT_ON_DISK,
  /** The same, and Spark's checksums tell that it changed between that place and its reader. */
  BLOCK_CORRUPT_ON_WAY,
  /** Two of Spark's processes, or one and its shuffle service, do not share their secret. */
  SECRET_MISMATCH,
  // collateral
  REJECTED_BY_DYING_EXECUTOR,
  EXECUTOR_LOST,
  TASK_KILLED,
  COMMIT_DENIED,
  RESULT_LOST,
  CONTEXT_STOPPED,
  /** The program ended its own process; of why, its manager knows nothing. */
  PROGRAM_EXITED,
  CANCELLED,
  /** No place is left for a task because it failed in all of them. */
  EXCLUDED_EVERYWHERE,
  // driver and SQL limits
  RESULT_SIZE,
  BROADCAST_TIMEOUT,
  BROADCAST_TOO_LARGE,
  BROADCAST_MEMORY,
  RPC_MESSAGE_SIZE,
  KRYO_BUFFER,
  // code, data, access
  NOT_SERIALIZABLE,
  CLASS_MISSING,
  VERSION_CONFLICT,
  STACK_OVERFLOW,
  DISK_FULL,
  DISK_IO,
  TOO_MANY_OPEN_FILES,
  DATA_CORRUPT,
  DATA_MISSING,
  /** A stream asked its source for offsets that it holds no longer. */
  OFFSETS_GONE,
  ACCESS_DENIED,
  COMMIT_CONFLICT,
  METASTORE,
  SQL_ANALYSIS,
  INVALID_CONFIGURATION,
  COMMAND_MISSING,
  /** YARN's application master waited in vain for the program's SparkContext. */
  CONTEXT_MISSING,
  /** The same, where the program had ended without one. */
  CONTEXT_NEVER_MADE,
  UNSCHEDULABLE,
  /** A pod was given a node and could not start there: image, volume, network, settings. */
  POD_NOT_STARTED,
  /** The machine went away. */
  NODE_LOST,
  /** Any other exception: the code that ran threw it. */
  OTHER;

  /** True for the JVM's own out-of-memory errors, false for Spark's task-level one. */
  public boolean isJvmOutOfMemory() {
    return switch (this) {
      case HEAP_SPACE,
          GC_OVERHEAD,
          METASPACE,
          DIRECT_BUFFER,
          NATIVE_THREAD,
          ARRAY_SIZE,
          NATIVE_MEMORY,
          OFF_HEAP_REFUSED,
          OUT_OF_MEMORY ->
          true;
      default -> false;
    };
  }

  /** True where the failure only follows from something that went wrong elsewhere. */
  public boolean isCollateral() {
    return switch (this) {
      case REJECTED_BY_DYING_EXECUTOR,
          EXECUTOR_LOST,
          TASK_KILLED,
          COMMIT_DENIED,
          RESULT_LOST,
          CONTEXT_STOPPED,
          PROGRAM_EXITED,
          CANCELLED,
          EXCLUDED_EVERYWHERE ->
          true;
      default -> false;
    };
  }

  /**
   * True where the failure speaks of another process than the one that met it: who fetches in vain
   * is well, who should have served is not.
   */
  public boolean isOfAPeer() {
    return switch (this) {
      case FETCH_FAILED,
          SHUFFLE_OUTPUT_MISSING,
          SHUFFLE_FILE_MISSING,
          PEER_QUIET,
          PEER_STALLED,
          BLOCK_CORRUPT,
          BLOCK_CORRUPT_ON_DISK,
          BLOCK_CORRUPT_ON_WAY ->
          true;
      default -> false;
    };
  }
}
