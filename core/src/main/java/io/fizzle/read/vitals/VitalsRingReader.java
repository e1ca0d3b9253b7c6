package io.fizzle.read.vitals;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.Reader;
import io.fizzle.read.SignalSink;
import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.read.vitals.VitalsRing.Slot;
import io.fizzle.signal.JvmSignal.ProcessIdentified;
import io.fizzle.signal.JvmSignal.VitalsEnded;
import io.fizzle.signal.JvmSignal.VitalsSampled;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads a {@link VitalsRing}: the last minutes of one process, up to the second of its death. */
public final class VitalsRingReader implements Reader {

  @Override
  public ReadReport read(ReadInput input, InputStream bytes, SignalSink sink) {
    long read = 0;
    List<Slot> slots = new ArrayList<>();
    int damaged = 0;
    boolean torn = false;
    Optional<Header> header = Optional.empty();
    try {
      byte[] head = bytes.readNBytes(VitalsRing.HEADER_BYTES);
      read = head.length;
      header = VitalsRing.decodeHeader(head);
      int slotBytes = header.map(Header::slotBytes).orElse(0);
      for (int i = 0; i < header.map(Header::slots).orElse(0) && !torn; i++) {
        byte[] slot = bytes.readNBytes(slotBytes);
        read += slot.length;
        torn = slot.length < slotBytes;
        Optional<Slot> decoded = torn ? Optional.empty() : VitalsRing.decodeSlot(slot);
        decoded.ifPresent(slots::add);
        damaged += decoded.isEmpty() && !torn && isUsed(slot) ? 1 : 0;
      }
    } catch (IOException tear) {
      torn = true;
    }
    if (header.isEmpty()) {
      return new ReadReport(
          read, 0, 1, torn, List.of("the header of the flight recording is damaged"));
    }
    slots.sort(Comparator.comparingLong(Slot::sequence));
    tell(input, header.get(), slots, sink);
    return new ReadReport(read, slots.size(), damaged, torn, remarks(slots.size(), damaged));
  }

  private static boolean isUsed(byte[] slot) {
    for (byte value : slot) {
      if (value != 0) {
        return true;
      }
    }
    return false;
  }

  private static List<String> remarks(int whole, int damaged) {
    List<String> remarks = new ArrayList<>();
    if (whole == 0) {
      remarks.add("the flight recording holds no sample");
    }
    if (damaged > 0) {
      remarks.add(
          damaged + (damaged == 1 ? " sample was" : " samples were") + " not written to the end");
    }
    return remarks;
  }

  private static void tell(ReadInput input, Header header, List<Slot> slots, SignalSink sink) {
    Source source = input.source();
    Owner owner = header.executor().isEmpty() ? source.owner() : Owner.executor(header.executor());
    for (Slot slot : slots) {
      Evidence evidence =
          new Evidence(source, slot.sequence(), input.clock().zoned(slot.vitals().time()), "");
      sink.accept(new VitalsSampled(evidence, owner, slot.vitals()));
    }
    if (slots.isEmpty()) {
      return;
    }
    Slot last = slots.get(slots.size() - 1);
    Evidence end =
        new Evidence(source, last.sequence(), input.clock().zoned(last.vitals().time()), "");
    sink.accept(new ProcessIdentified(end, owner, header.pid(), header.host()));
    sink.accept(new VitalsEnded(end, owner, header.closed() > 0, header.intervalMillis()));
  }
}
