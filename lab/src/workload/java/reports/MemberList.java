package reports;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Brings all members with their addresses to one place, for a letter to each of them. */
public final class MemberList {
  private MemberList() {}

  /** Arguments: members, letters of an address, partitions. */
  public static void main(String[] args) {
    long members = Long.parseLong(args[0]);
    int letters = Integer.parseInt(args[1]);
    int partitions = Integer.parseInt(args[2]);
    SparkSession session = SparkSession.builder().getOrCreate();
    List<Row> all =
        session
            .range(0, members, 1, partitions)
            .selectExpr("id", "concat('member ', id, repeat(' street', " + letters / 7 + ")) AS name")
            .collectAsList();
    System.out.println("members: " + all.size());
    session.stop();
  }
}
