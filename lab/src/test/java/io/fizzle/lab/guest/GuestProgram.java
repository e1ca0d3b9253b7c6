package io.fizzle.lab.guest;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@link GuestTest} runs in JVMs of their own. */
final class GuestProgram {
  private static final int BLOCK = 4 << 20;
  private static final int PAGE = 4 << 10;

  private GuestProgram() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "contain" -> contain(Path.of(arguments[1]), Long.parseLong(arguments[2]));
      case "fill" -> fill(Integer.parseInt(arguments[1]));
      case "guest" -> guest(Path.of(arguments[1]), Path.of(arguments[2]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** Runs "fill" in a container and ends with its exit status. */
  private static void contain(Path account, long limit) throws Exception {
    Path parent = MemoryCgroup.available().parent().orElseThrow();
    int status;
    try (MemoryCgroup cgroup = MemoryCgroup.create(parent, "contained", limit)) {
      List<String> command = new ArrayList<>(GuestTest.java());
      command.addAll(List.of("fill", "1024"));
      status = new ProcessBuilder(cgroup.around(command)).inheritIO().start().waitFor();
      cgroup.save(account);
    }
    System.exit(status);
  }

  /** Fills this many MiB of native memory. */
  private static void fill(int mebibytes) {
    List<ByteBuffer> blocks = new ArrayList<>();
    for (int block = 0; block < mebibytes >> 2; block++) {
      ByteBuffer memory = ByteBuffer.allocateDirect(BLOCK);
      for (int page = 0; page < BLOCK; page += PAGE) {
        memory.put(page, (byte) 1);
      }
      blocks.add(memory);
    }
    System.out.println("filled " + blocks.size() + " blocks");
  }

  /** A guest that would stay for ten minutes. */
  private static void guest(Path cache, Path folder) throws Exception {
    GuestKernel kernel = GuestKernel.find(cache, System.out::println);
    new Guest(kernel, List.of(folder), 512, Duration.ofMinutes(10))
        .run(
            new GuestCommand(List.of("sh", "-c", "echo up; sleep 600"), Map.of(), folder),
            System.out::println,
            folder.resolve("dmesg.txt"));
  }
}
