package reports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Counts the lines of the partners' feeds, which arrive as slowly as the partners send them. */
public final class FeedImport {
  private FeedImport() {}

  /** Arguments: feeds, blocks of a feed, blocks of the one long feed, milliseconds for a block. */
  public static void main(String[] args) {
    int feeds = Integer.parseInt(args[0]);
    int usual = Integer.parseInt(args[1]);
    int large = Integer.parseInt(args[2]);
    long millis = Long.parseLong(args[3]);
    int longFeed = feeds / 2;
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, feeds).boxed().collect(Collectors.toList());
      long lines =
          context
              .parallelize(numbers, feeds)
              .map(feed -> read(feed == longFeed ? large : usual, millis))
              .reduce(Long::sum);
      System.out.println("imported " + lines + " lines");
    }
  }

  private static long read(int blocks, long millis) {
    try (BufferedReader feed =
        new BufferedReader(
            new InputStreamReader(new Partner(blocks, millis), StandardCharsets.UTF_8))) {
      return feed.lines().count();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** A partner at the other end of a slow line: a hundred lines with each block. */
  private static final class Partner extends InputStream {
    private static final byte[] BLOCK =
        "article;quantity;price\n".repeat(100).getBytes(StandardCharsets.UTF_8);

    private final long millis;
    private int blocks;
    private int next = BLOCK.length;

    Partner(int blocks, long millis) {
      this.blocks = blocks;
      this.millis = millis;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (next == BLOCK.length) {
        if (blocks == 0) {
          return -1;
        }
        await();
        blocks--;
        next = 0;
      }
      int count = Math.min(length, BLOCK.length - next);
      System.arraycopy(BLOCK, next, target, offset, count);
      next += count;
      return count;
    }

    private void await() throws IOException {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("the import was stopped");
      }
    }
  }
}
