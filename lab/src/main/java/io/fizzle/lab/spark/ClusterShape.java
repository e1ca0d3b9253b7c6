package io.fizzle.lab.spark;

import java.util.ArrayList;
import java.util.List;

/**
 * What a scenario needs of its cluster. Runs of equal shapes follow each other on the same cluster.
 *
 * @param workers worker processes; worker n listens on 127.0.0.n
 * @param cores cores that each worker offers
 * @param localDiskMegabytes size of the file system that holds shuffle and spill files, as a tmpfs
 *     of its own; 0: an ordinary folder
 * @param processes most processes and threads of the workers' user ({@code ulimit -u}), for which
 *     they run unprivileged; 0: no limit
 * @param memoryLimitMegabytes memory limit of each executor's cgroup; 0: no cgroup
 * @param addressSpaceMegabytes most address space of each worker and executor ({@code ulimit -v});
 *     0: no limit
 */
public record ClusterShape(
    int workers,
    int cores,
    int localDiskMegabytes,
    int processes,
    int memoryLimitMegabytes,
    int addressSpaceMegabytes) {
  /** Two workers of one core: enough to lose an executor and go on. */
  public static final ClusterShape STANDARD = new ClusterShape(2, 1, 0, 0, 0, 0);

  public ClusterShape withWorkers(int number) {
    return new ClusterShape(
        number, cores, localDiskMegabytes, processes, memoryLimitMegabytes, addressSpaceMegabytes);
  }

  public ClusterShape withCores(int number) {
    return new ClusterShape(
        workers,
        number,
        localDiskMegabytes,
        processes,
        memoryLimitMegabytes,
        addressSpaceMegabytes);
  }

  public ClusterShape withLocalDisk(int megabytes) {
    return new ClusterShape(
        workers, cores, megabytes, processes, memoryLimitMegabytes, addressSpaceMegabytes);
  }

  public ClusterShape withProcessLimit(int most) {
    return new ClusterShape(
        workers, cores, localDiskMegabytes, most, memoryLimitMegabytes, addressSpaceMegabytes);
  }

  public ClusterShape withMemoryLimit(int megabytes) {
    return new ClusterShape(
        workers, cores, localDiskMegabytes, processes, megabytes, addressSpaceMegabytes);
  }

  public ClusterShape withAddressSpace(int megabytes) {
    return new ClusterShape(
        workers, cores, localDiskMegabytes, processes, memoryLimitMegabytes, megabytes);
  }

  /** For a README: what is special about it comes last. */
  public String describe() {
    String text =
        workers + " workers with " + (cores == 1 ? "one core" : cores + " cores") + " each";
    List<String> more = new ArrayList<>();
    if (localDiskMegabytes > 0) {
      more.add("a local disk of " + localDiskMegabytes + " MB");
    }
    if (processes > 0) {
      more.add("at most " + processes + " processes and threads");
    }
    if (memoryLimitMegabytes > 0) {
      more.add("a memory limit of " + memoryLimitMegabytes + " MiB for each executor");
    }
    if (addressSpaceMegabytes > 0) {
      more.add("an address space of at most " + addressSpaceMegabytes + " MiB for each process");
    }
    return more.isEmpty() ? text : text + ", " + String.join(", ", more);
  }
}
