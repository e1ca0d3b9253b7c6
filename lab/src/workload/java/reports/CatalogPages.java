package reports;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.ReduceFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** Typesets the chapters of a printed catalogue and hands them to the printers. */
public final class CatalogPages {
  private static final int CHARACTERS = 1_000;

  private CatalogPages() {}

  /** Arguments: chapters, printers, pages of a chapter, pages of the one large chapter. */
  public static void main(String[] args) {
    int chapters = Integer.parseInt(args[0]);
    int printers = Integer.parseInt(args[1]);
    int usual = Integer.parseInt(args[2]);
    int large = Integer.parseInt(args[3]);
    long largeChapter = chapters / 2;
    SparkSession session = SparkSession.builder().getOrCreate();
    Dataset<Chapter> catalogue =
        session
            .range(0, chapters, 1, chapters)
            .map(
                (MapFunction<Long, Chapter>)
                    number -> typeset(number, number == largeChapter ? large : usual),
                Encoders.kryo(Chapter.class));
    int pages =
        catalogue
            .repartition(printers)
            .map((MapFunction<Chapter, Integer>) chapter -> chapter.pages.size(), Encoders.INT())
            .reduce((ReduceFunction<Integer>) Integer::sum);
    System.out.println("catalogue of " + pages + " pages");
    session.stop();
  }

  private static Chapter typeset(long number, int pages) {
    SplittableRandom random = new SplittableRandom(number);
    Chapter chapter = new Chapter();
    for (int page = 0; page < pages; page++) {
      String text =
          random
              .ints(CHARACTERS, 'a', 'z' + 1)
              .mapToObj(Character::toString)
              .collect(Collectors.joining());
      chapter.pages.add(text);
    }
    return chapter;
  }

  /** A chapter travels as a whole, in one column. */
  public static final class Chapter implements Serializable {
    private static final long serialVersionUID = 1;
    final List<String> pages = new ArrayList<>();
  }
}
