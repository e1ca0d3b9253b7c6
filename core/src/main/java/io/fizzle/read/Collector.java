package io.fizzle.read;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.rest.SparkAddress;
import io.fizzle.read.rest.SparkServer;
import io.fizzle.read.rest.Web;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.jspecify.annotations.Nullable;

/** One run of intake: looks into candidates and archives, and remembers what came of it. */
final class Collector {
  private static final String JAVA_ARCHIVE = "META-INF/";

  private final Limits limits;
  private final OwnerOverrides overrides;
  private final FileWalk walk;
  private final List<Input> inputs = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Closeable> held = new ArrayList<>();
  private final Web web = Web.ofEnvironment();
  private int members;

  Collector(Limits limits, OwnerOverrides overrides) {
    this.limits = limits;
    this.overrides = overrides;
    this.walk = new FileWalk(limits, problems::add);
  }

  void take(String place) {
    if (Download.isAddress(place)) {
      download(place);
    } else {
      walk.walk(place, this::look);
    }
  }

  Collected collected() {
    overrides.places().forEach(this::take);
    return new Collected(
        ReadingOrder.sorted(RestSnapshots.latest(RollingLogs.merged(inputs))), problems, held);
  }

  private void download(String address) {
    String name = Download.shownName(address);
    try {
      if (limits.downloadBytes() == 0) {
        throw new IOException("fetching is switched off");
      }
      SparkAddress server = SparkAddress.of(address);
      if (server == null || !ask(server, name)) {
        keep(name, Download.fetch(web, address, limits));
      }
    } catch (IOException failure) {
      problems.add(
          new Problem(
              name,
              "cannot be fetched: " + failure.getMessage(),
              SparkAddress.of(address) == null
                  ? "download it and name the file"
                  : "or download the application's event log and name that"));
    }
  }

  /** Asks a server of Spark's; false where the address may well be another one's. */
  private boolean ask(SparkAddress address, String name) throws IOException {
    try {
      SparkServer server =
          new SparkServer(
              web,
              address,
              (source, body) -> keep(Download.shownName(source), Download.store(body, limits)));
      String remark = server.collect();
      if (!remark.isEmpty()) {
        problems.add(new Problem(name, remark, "or download the event logs that matter"));
      }
      return true;
    } catch (IOException failure) {
      if (address.sure()) {
        throw failure;
      }
      return false;
    }
  }

  private void keep(String name, Download copy) {
    held.add(copy);
    look(new Candidate(name, copy, copy.size(), 0));
  }

  private void look(Candidate candidate) {
    try (InputStream content = candidate.content(limits).open()) {
      look(candidate, content);
    } catch (IOException failure) {
      unreadable(candidate, failure);
    }
  }

  private void look(Candidate candidate, InputStream content) {
    Head head = Head.read(candidate.name(), content);
    IOException tear = head.tear();
    if (tear != null && head.bytes().length == 0) {
      unreadable(candidate, tear);
      return;
    }
    ArchiveFormat format = ArchiveFormat.of(head.bytes());
    if (format == null) {
      add(candidate, head, content);
    } else if (candidate.nesting() >= limits.nesting()) {
      problems.add(
          new Problem(
              candidate.name(),
              "lies in more than " + limits.nesting() + " archives",
              "unpack the outer ones"));
    } else {
      InputStream start = new ByteArrayInputStream(head.bytes());
      int known = inputs.size() + problems.size();
      unpack(candidate, format, new SequenceInputStream(start, content));
      if (inputs.size() + problems.size() == known) {
        problems.add(
            new Problem(
                candidate.name(),
                "is an archive without a whole file in it",
                "copy it again if it should hold some: it may be cut"));
      }
    }
  }

  private void unpack(Candidate container, ArchiveFormat format, InputStream content) {
    Archive archive = new Archive(container.content(limits), format, limits);
    held.add(archive);
    ArchiveCursor cursor = new ArchiveCursor(format, content, limits);
    try {
      for (ArchiveEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
        if (cursor.position() == 0 && entry.getName().startsWith(JAVA_ARCHIVE)) {
          unusable(container, "a Java archive");
          return;
        }
        if (members++ >= limits.files()) {
          problems.add(
              new Problem(
                  container.name(), "has more than " + limits.files() + " members", "unpack it"));
          return;
        }
        member(container, entry, archive, cursor);
        if (cursor.exhausted()) {
          return;
        }
      }
    } catch (IOException failure) {
      problems.add(
          new Problem(
              container.name(),
              "breaks after member " + cursor.position() + ": " + failure.getMessage(),
              "what came before was read; copy the archive again for the rest"));
    }
  }

  private void member(
      Candidate container, ArchiveEntry entry, Archive archive, ArchiveCursor cursor) {
    if (entry.isDirectory() || entry instanceof TarArchiveEntry tar && !tar.isFile()) {
      return;
    }
    Candidate member =
        new Candidate(
            container.name() + "!" + MemberName.clean(entry.getName()),
            archive.member(cursor.position()),
            entry.getSize(),
            container.nesting() + 1);
    if (!cursor.readable()) {
      unusable(member, "encrypted, or packed by a method that is not supported");
      return;
    }
    Opener live = () -> new Shielded(cursor.content());
    try (InputStream content =
        new Candidate(member.name(), live, member.size(), 0).content(limits).open()) {
      look(member, content);
    } catch (IOException failure) {
      unreadable(member, failure);
    }
  }

  private void add(Candidate candidate, Head head, InputStream rest) {
    Sniffer.Verdict verdict = Sniffer.verdict(head);
    if (verdict.kind() == SourceKind.GC_LOG && Sniffer.holdsLogToo(head)) {
      Input log = text(candidate, head, SourceKind.SPARK_LOG);
      inputs.add(log);
      inputs.add(log.gcLogWithin());
      return;
    }
    if (verdict.kind() == SourceKind.GC_LOG && Sniffer.quotesGcLog(head)) {
      inputs.add(text(candidate, head, SourceKind.TEXT));
      return;
    }
    if (verdict.kind() == SourceKind.KUBECTL && Sniffer.quotesLog(head)) {
      Input log = text(candidate, head, SourceKind.TEXT);
      inputs.add(log);
      String name = log.source().name() + "!kubectl";
      Source kubectl = new Source(name, SourceKind.KUBECTL, Owner.UNKNOWN);
      inputs.add(input(candidate, kubectl, null, log.mark(), ""));
      return;
    }
    Source source = Provenance.source(head, verdict.kind(), overrides);
    FirstTime time =
        switch (verdict.kind()) {
          case EVENT_LOG -> FirstTime.inEventLog(head.text());
          case EMPTY, UNUSABLE, SPARK_CONF, CGROUP, KUBECTL, KUBERNETES, REST, HEAP_DUMP -> null;
          default -> FirstTime.in(head.text());
        };
    ApplicationMark mark = ApplicationMark.of(head, verdict.kind(), source.owner());
    if (verdict.kind() == SourceKind.KUBECTL || verdict.kind() == SourceKind.KUBERNETES) {
      mark = mark.andPodsIn(rest, head.end());
    }
    inputs.add(input(candidate, source, time, mark, verdict.note()));
  }

  private Input text(Candidate candidate, Head head, SourceKind kind) {
    Source source = Provenance.source(head, kind, overrides);
    ApplicationMark mark = ApplicationMark.of(head, kind, source.owner());
    return input(candidate, source, FirstTime.in(head.text()), mark, "");
  }

  private void unusable(Candidate candidate, String note) {
    Source source =
        new Source(candidate.name(), SourceKind.UNUSABLE, PathOwner.of(candidate.name()));
    inputs.add(input(candidate, source, null, ApplicationMark.NONE, note));
  }

  private void unreadable(Candidate candidate, IOException failure) {
    problems.add(FileWalk.problem(candidate.name(), failure));
    unusable(candidate, "cannot be read: " + failure.getMessage());
  }

  private Input input(
      Candidate candidate,
      Source source,
      @Nullable FirstTime time,
      ApplicationMark mark,
      String note) {
    return new Input(
        source, candidate.size(), time, mark, note, List.of(), candidate.content(limits));
  }

  /** Decoders close what they read; the archive goes on. */
  private static final class Shielded extends FilterInputStream {
    Shielded(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return in.read(buffer, offset, length);
    }

    @Override
    public void close() {
      // the cursor closes its archive
    }
  }
}
