package io.fizzle.spark.recorder;

import io.fizzle.read.vitals.VitalsRing;
import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.read.vitals.VitalsRing.Slot;
import io.fizzle.signal.VitalSigns;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Some samples of one process on their way to the driver.
 *
 * <p>They travel as a plain byte array in the format of the ring file: whatever class loader takes
 * Spark's message apart knows a byte array, and a driver with another version of the plugin can
 * read it.
 */
public record VitalsBatch(Header identity, List<VitalSigns> samples) {
  public VitalsBatch {
    samples = List.copyOf(samples);
  }

  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(VitalsRing.encode(identity));
    long sequence = 1;
    for (VitalSigns signs : samples) {
      bytes.writeBytes(VitalsRing.encode(sequence++, signs));
    }
    return bytes.toByteArray();
  }

  /** The batch in a message; empty where the message is none. */
  public static Optional<VitalsBatch> decode(Object message) {
    if (!(message instanceof byte[] bytes)) {
      return Optional.empty();
    }
    return VitalsRing.decodeHeader(bytes)
        .map(
            header -> {
              List<VitalSigns> samples = new ArrayList<>();
              int slot = header.slotBytes();
              for (int at = VitalsRing.HEADER_BYTES; at + slot <= bytes.length; at += slot) {
                VitalsRing.decodeSlot(Arrays.copyOfRange(bytes, at, at + slot))
                    .map(Slot::vitals)
                    .ifPresent(samples::add);
              }
              return new VitalsBatch(header, samples);
            });
  }
}
