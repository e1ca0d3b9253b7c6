package reports;

import java.io.IOException;
import java.lang.instrument.Instrumentation;

/**
 * Ends this JVM when whoever started it is gone.
 *
 * <p>The recorder holds the other end of this process's standard input: when the recorder dies,
 * even of SIGKILL, the pipe closes and no Spark process stays behind. As an agent it leaves no
 * frame in a stack trace.
 */
public final class Leash {
  private Leash() {}

  public static void premain(String arguments, Instrumentation instrumentation) {
    Thread thread = new Thread(Leash::awaitEnd, "leash");
    thread.setDaemon(true);
    thread.start();
  }

  private static void awaitEnd() {
    try {
      while (System.in.read() >= 0) {
        // whatever is written there means nothing; only the end counts
      }
    } catch (IOException torn) {
      // a torn pipe is an end, too
    }
    Runtime.getRuntime().halt(1);
  }
}
