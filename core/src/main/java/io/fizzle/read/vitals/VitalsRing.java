package io.fizzle.read.vitals;

import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The format of the flight recorder's ring file: a header, then slots of one size, the oldest
 * overwritten first.
 *
 * <pre>
 * header, 512 bytes   magic (8), version, bytes of a slot, slots, vitals in a slot (4 each),
 *                     pid, JVM start, interval, closed (8 each), then application id, executor id
 *                     and host, each with its length (2) before it
 * slot                sequence from 1 on, time, vitals, CRC-32 of all before it (8 each)
 * </pre>
 *
 * All numbers are big-endian, times are milliseconds since the epoch. A slot that was being written
 * when the process died fails its checksum and is left out; its predecessors are whole.
 */
public final class VitalsRing {
  private static final byte[] MAGIC = "FIZZVIT\n".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int CLOSED_OFFSET = 48;
  private static final int LONGEST_NAME = 120;
  private static final int FRAME_LONGS = 3;

  /** Bytes before the first slot. */
  public static final int HEADER_BYTES = 512;

  /** More columns than any version will have: beyond it a file is damaged. */
  private static final int MOST_VITALS = 1 << 10;

  private static final int MOST_SLOTS = 1 << 16;

  private VitalsRing() {}

  /**
   * Who records.
   *
   * @param application Spark's application id
   * @param executor Spark's executor id, {@code driver} for the driver
   * @param started when the JVM started, milliseconds since the epoch
   * @param intervalMillis planned time between two samples
   * @param closed when the recorder ended in order, milliseconds since the epoch; 0 while it runs
   *     and where it died
   */
  public record Header(
      String application,
      String executor,
      String host,
      long pid,
      long started,
      long intervalMillis,
      long closed,
      int slots,
      int vitals) {

    /** A recording of this version's vitals that has just begun. */
    public static Header opened(
        String application,
        String executor,
        String host,
        long pid,
        long started,
        long intervalMillis,
        int slots) {
      return new Header(
          application,
          executor,
          host,
          pid,
          started,
          intervalMillis,
          0,
          slots,
          Vital.values().length);
    }

    /** The same recording, ended in order at this time. */
    public Header closedAt(long epochMillis) {
      return new Header(
          application, executor, host, pid, started, intervalMillis, epochMillis, slots, vitals);
    }

    /** Length of one slot in bytes. */
    public int slotBytes() {
      return (vitals + FRAME_LONGS) * Long.BYTES;
    }

    /** Length of the whole file in bytes. */
    public int fileBytes() {
      return HEADER_BYTES + slots * slotBytes();
    }
  }

  /**
   * One sample as recorded.
   *
   * @param sequence its number, from 1 on
   */
  public record Slot(long sequence, VitalSigns vitals) {}

  /** True where content begins as a ring file does. */
  public static boolean looksLikeVitals(byte[] head) {
    return head.length >= MAGIC.length
        && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /** The header as it stands at the beginning of the file; {@value #HEADER_BYTES} bytes. */
  public static byte[] encode(Header header) {
    ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES);
    buffer.put(MAGIC).putInt(VERSION).putInt(header.slotBytes());
    buffer.putInt(header.slots()).putInt(header.vitals());
    buffer.putLong(header.pid()).putLong(header.started()).putLong(header.intervalMillis());
    buffer.putLong(header.closed());
    putName(buffer, header.application());
    putName(buffer, header.executor());
    putName(buffer, header.host());
    return buffer.array();
  }

  private static void putName(ByteBuffer buffer, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, LONGEST_NAME);
    buffer.putShort((short) length).put(bytes, 0, length);
  }

  /** Where in the file the end of a recording is noted, as a long. */
  public static int closedOffset() {
    return CLOSED_OFFSET;
  }

  /** Where the slot with this sequence number begins in the file. */
  public static int slotOffset(Header header, long sequence) {
    return HEADER_BYTES + (int) ((sequence - 1) % header.slots()) * header.slotBytes();
  }

  /** One slot. */
  public static byte[] encode(long sequence, VitalSigns signs) {
    long[] values = signs.toArray();
    ByteBuffer buffer = ByteBuffer.allocate((values.length + FRAME_LONGS) * Long.BYTES);
    buffer.putLong(sequence).putLong(signs.time().toEpochMilli());
    for (long value : values) {
      buffer.putLong(value);
    }
    return buffer.putLong(checksum(buffer.array(), buffer.position())).array();
  }

  /** The header that this content begins with; empty where it is none or is damaged. */
  public static Optional<Header> decodeHeader(byte[] bytes) {
    if (bytes.length < HEADER_BYTES || !looksLikeVitals(bytes)) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, MAGIC.length, HEADER_BYTES - MAGIC.length);
    int version = buffer.getInt();
    int slotBytes = buffer.getInt();
    int slots = buffer.getInt();
    int vitals = buffer.getInt();
    if (version != VERSION
        || vitals < 0
        || vitals > MOST_VITALS
        || slots < 1
        || slots > MOST_SLOTS
        || slotBytes != (vitals + FRAME_LONGS) * Long.BYTES) {
      return Optional.empty();
    }
    long pid = buffer.getLong();
    long started = buffer.getLong();
    long interval = buffer.getLong();
    long closed = buffer.getLong();
    String application = name(buffer);
    String executor = name(buffer);
    String host = name(buffer);
    return Optional.of(
        new Header(application, executor, host, pid, started, interval, closed, slots, vitals));
  }

  private static String name(ByteBuffer buffer) {
    int length = Math.max(0, Math.min(buffer.getShort(), LONGEST_NAME));
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The sample in a slot; empty where it is unused or was not written to its end. */
  public static Optional<Slot> decodeSlot(byte[] bytes) {
    int body = bytes.length - Long.BYTES;
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long sequence = buffer.getLong();
    long time = buffer.getLong();
    if (sequence < 1 || buffer.getLong(body) != checksum(bytes, body)) {
      return Optional.empty();
    }
    long[] values = new long[(body - buffer.position()) / Long.BYTES];
    for (int i = 0; i < values.length; i++) {
      values[i] = buffer.getLong();
    }
    return Optional.of(new Slot(sequence, VitalSigns.of(Instant.ofEpochMilli(time), values)));
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }
}
