package reports;

import java.util.concurrent.TimeUnit;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.SparkPlugin;

/** Closes the archive of an executor's invoices when the executor ends, which takes its time. */
public final class InvoiceArchive implements SparkPlugin {
  private static final long CLOSING_SECONDS = 10;

  @Override
  public DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new Closing();
  }

  private static final class Closing implements ExecutorPlugin {
    @Override
    public void shutdown() {
      try {
        TimeUnit.SECONDS.sleep(CLOSING_SECONDS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
