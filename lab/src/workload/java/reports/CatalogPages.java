package reports;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Brings the pages of a printed catalogue together, each chapter as one list of pages. */
public final class CatalogPages {
  private static final int CHARACTERS = 1_000;

  private CatalogPages() {}

  /** Arguments: chapters, pages of a chapter, pages of the one large chapter. */
  public static void main(String[] args) {
    int chapters = Integer.parseInt(args[0]);
    int usual = Integer.parseInt(args[1]);
    int large = Integer.parseInt(args[2]);
    int largeChapter = chapters / 2;
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, chapters).boxed().collect(Collectors.toList());
      List<List<String>> catalogue =
          context
              .parallelize(numbers, chapters)
              .map(chapter -> typeset(chapter, chapter == largeChapter ? large : usual))
              .collect();
      int pages = catalogue.stream().mapToInt(List::size).sum();
      System.out.println("catalogue of " + pages + " pages");
    }
  }

  private static List<String> typeset(int chapter, int pages) {
    SplittableRandom random = new SplittableRandom(chapter);
    List<String> texts = new ArrayList<>();
    for (int page = 0; page < pages; page++) {
      String text =
          random
              .ints(CHARACTERS, 'a', 'z' + 1)
              .mapToObj(Character::toString)
              .collect(Collectors.joining());
      texts.add(text);
    }
    return texts;
  }
}
