import io.fizzle.spark.instrument.Fizzle
import org.apache.spark.sql.SparkSession

class Importer extends Serializable {
  val lookup: Array[Byte] = new Array[Byte](3000000)
  val parse: String => Int = line => lookup.length + line.length
}

class Client

class Settings(val handlers: Map[String, Any], val fallback: Option[Any]) extends Serializable {
  val handle: String => Int = line => handlers.size + fallback.size + line.length
}

/** Uses the instrumentation as a Scala program would, and prints what it was told. */
object ScalaJob {
  def main(arguments: Array[String]): Unit = {
    val spark = SparkSession.builder().getOrCreate()
    val fizzle = new Fizzle(spark)
    println(fizzle.measureClosure(new Importer().parse, "parse").sentence)
    val table = new Array[Byte](2000000)
    val client = new Client
    println(fizzle.measureClosure((line: String) => table.length + line.length, "local").sentence)
    println(fizzle.measureClosure((line: String) => client.hashCode + line.length, "bad").sentence)
    val nested = new Settings(Map("all" -> List(1, Map(7 -> client))), None)
    println(fizzle.measureClosure(nested.handle, "nested").sentence)
    println(fizzle.measureClosure(new Settings(Map(), Some(client)).handle, "option").sentence)
    println(fizzle.analyze(spark.sparkContext.parallelize(1 to 9, 3).map(_ + 1), "rdd").sentence)
    val rows = fizzle.instrument("count", "orders", () => spark.range(10).count())
    println(s"rows ${rows + 1}")
    spark.stop()
  }
}
