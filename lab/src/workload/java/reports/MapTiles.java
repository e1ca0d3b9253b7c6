package reports;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.unsafe.Platform;

/** Renders the tiles of each region's map and holds them outside of the heap until all are done. */
public final class MapTiles {
  private MapTiles() {}

  /**
   * Arguments: regions, tiles of a region, tiles of the one large region, bytes of a tile; {@code
   * buffers} or {@code blocks}, for what the tiles are held in.
   */
  public static void main(String[] args) {
    int regions = Integer.parseInt(args[0]);
    int usual = Integer.parseInt(args[1]);
    int large = Integer.parseInt(args[2]);
    int size = Integer.parseInt(args[3]);
    boolean buffers = args[4].equals("buffers");
    int largeRegion = regions / 2;
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, regions).boxed().collect(Collectors.toList());
      long bytes =
          context
              .parallelize(numbers, regions)
              .map(region -> region == largeRegion ? large : usual)
              .map(tiles -> buffers ? inBuffers(tiles, size) : inBlocks(tiles, size))
              .reduce(Long::sum);
      System.out.println("rendered " + bytes + " bytes of tiles");
    }
  }

  private static long inBuffers(int tiles, int size) {
    List<ByteBuffer> rendered = new ArrayList<>();
    for (int tile = 0; tile < tiles; tile++) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(size);
      buffer.put(0, (byte) tile);
      rendered.add(buffer);
    }
    return rendered.stream().mapToLong(ByteBuffer::capacity).sum();
  }

  private static long inBlocks(int tiles, int size) {
    List<Long> rendered = new ArrayList<>();
    for (int tile = 0; tile < tiles; tile++) {
      long block = Platform.allocateMemory(size);
      Platform.setMemory(block, (byte) tile, size);
      rendered.add(block);
    }
    rendered.forEach(Platform::freeMemory);
    return (long) rendered.size() * size;
  }
}
