package io.fizzle.read;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.signal.Signal;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source that can be read, or that is listed with the reason why it cannot.
 *
 * @param source name, kind, owner and process id
 * @param size bytes as stored, before decompression; -1 where not known (a streamed archive member)
 * @param firstTime the first time that it writes; for an event log the application's start; null
 *     where its beginning has none
 * @param mark what its beginning tells of the application that it belongs to
 * @param note why it is of no use, empty for a usable source
 * @param prior what is known of it before it is read, for example that parts of it are missing;
 *     told ahead of the reader's own signals
 * @param opener its decompressed bytes
 */
public record Input(
    Source source,
    long size,
    @Nullable FirstTime firstTime,
    ApplicationMark mark,
    String note,
    List<Signal> prior,
    Opener opener) {
  public Input {
    prior = List.copyOf(prior);
  }

  /** False for empty and unusable sources, which are listed but not read. */
  public boolean usable() {
    return source.kind() != SourceKind.EMPTY && source.kind() != SourceKind.UNUSABLE;
  }

  /**
   * Decompressed content from its beginning. Never fails: what cannot be opened any more breaks at
   * the first read, so that a reader reports it as torn like any other break.
   */
  public InputStream open() {
    return new DeferredStream(opener);
  }

  /** The GC log that stands between the lines of this input, which one process wrote. */
  public Input gcLogWithin() {
    Source gc = new Source(gcLogName(source.name()), SourceKind.GC_LOG, source.owner());
    return new Input(gc, size, firstTime, mark, note, List.of(), opener);
  }

  /** How the GC log within a source is called. */
  static String gcLogName(String source) {
    return source + "!gc";
  }

  /** The same input written by another process, for example once its process id became known. */
  public Input ownedBy(Owner owner) {
    Source owned = new Source(source.name(), source.kind(), owner, source.pid());
    return new Input(owned, size, firstTime, mark, note, prior, opener);
  }
}
