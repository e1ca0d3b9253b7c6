/** Spark's submit on a JVM that calls itself Java 11. */
public final class OldJvm {
  public static void main(String[] arguments) throws Exception {
    System.setProperty("java.class.version", "55.0");
    org.apache.spark.deploy.SparkSubmit.main(arguments);
  }
}
