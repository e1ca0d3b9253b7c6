package io.fizzle.read.crash;

import io.fizzle.evidence.Evidence;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.Reader;
import io.fizzle.read.SignalSink;
import io.fizzle.signal.JvmSignal.HeapDumped;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A heap dump that was given as a file ({@code JAVA PROFILE 1.0.2}). Nothing in it is read: that it
 * is there, under the name that a JVM gives by itself, is all that it tells. HotSpot calls a dump
 * {@code java_pid<PID>.hprof} where {@code -XX:HeapDumpPath} names no file ({@code heapDumper.cpp},
 * {@code HeapDumper::dump_heap}); a person may choose the same name.
 */
public final class HeapDumpFile implements Reader {
  private static final String BEGIN = "JAVA PROFILE 1.0.";

  /** The JVM numbers further dumps of one process behind the name. */
  private static final Pattern OF_A_JVM =
      Pattern.compile(
          "(?:^|[/\\\\!])java_pid\\d{1,9}\\.hprof(?:\\.\\d{1,4})?(?:\\.[a-z0-9]{1,6})?$");

  private static final String REMARK =
      "a heap dump, whose content is not read: Eclipse MAT shows what held the heap (Dominator"
          + " Tree)";

  /** True where a source begins as a dump and has the name that a JVM gives. */
  public static boolean looksLikeDumpOfAJvm(byte[] head, String name) {
    for (int i = 0; i < BEGIN.length(); i++) {
      if (i >= head.length || head[i] != BEGIN.charAt(i)) {
        return false;
      }
    }
    return OF_A_JVM.matcher(name).find();
  }

  @Override
  public ReadReport read(ReadInput input, InputStream bytes, SignalSink sink) {
    String name = input.source().name();
    Evidence evidence = new Evidence(input.source(), 0, null, "heap dump " + file(name));
    sink.accept(new HeapDumped(evidence, input.source().owner(), name, -1, ""));
    return new ReadReport(0, 0, 0, false, List.of(REMARK));
  }

  private static String file(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('!')) + 1);
  }
}
