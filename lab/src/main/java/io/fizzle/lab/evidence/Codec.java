package io.fizzle.lab.evidence;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jpountz.lz4.LZ4BlockInputStream;
import net.jpountz.lz4.LZ4BlockOutputStream;
import org.xerial.snappy.SnappyInputStream;
import org.xerial.snappy.SnappyOutputStream;

/**
 * How a recorded file is stored. Spark names compressed event logs by their codec and uses the
 * framings of lz4-java and snappy-java ({@code CompressionCodec.scala}).
 */
public enum Codec {
  PLAIN("") {
    @Override
    InputStream reader(InputStream bytes) {
      return bytes;
    }

    @Override
    OutputStream writer(OutputStream bytes) {
      return bytes;
    }
  },
  ZSTD(".zstd") {
    @Override
    InputStream reader(InputStream bytes) throws IOException {
      return new ZstdInputStream(bytes).setContinuous(true);
    }

    @Override
    OutputStream writer(OutputStream bytes) throws IOException {
      return new ZstdOutputStream(bytes);
    }
  },
  LZ4(".lz4") {
    @Override
    InputStream reader(InputStream bytes) {
      return LZ4BlockInputStream.newBuilder().withStopOnEmptyBlock(false).build(bytes);
    }

    @Override
    OutputStream writer(OutputStream bytes) {
      return new LZ4BlockOutputStream(bytes);
    }
  },
  SNAPPY(".snappy") {
    @Override
    InputStream reader(InputStream bytes) throws IOException {
      return new SnappyInputStream(bytes);
    }

    @Override
    OutputStream writer(OutputStream bytes) {
      return new SnappyOutputStream(bytes);
    }
  };

  private final String suffix;

  Codec(String suffix) {
    this.suffix = suffix;
  }

  abstract InputStream reader(InputStream bytes) throws IOException;

  abstract OutputStream writer(OutputStream bytes) throws IOException;

  /** The codec that a file's name tells, as Spark reads it; {@code .inprogress} comes after it. */
  public static Codec of(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.inprogress$", "");
    for (Codec codec : values()) {
      if (codec != PLAIN && name.endsWith(codec.suffix)) {
        return codec;
      }
    }
    return PLAIN;
  }

  /** What can be read of the file: all of it, or what comes before a torn end. */
  public byte[] read(Path file) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (InputStream bytes = reader(Files.newInputStream(file))) {
      byte[] block = new byte[1 << 16];
      for (int got = bytes.read(block); got >= 0; got = bytes.read(block)) {
        content.write(block, 0, got);
      }
    } catch (IOException torn) {
      if (this == PLAIN) {
        throw torn;
      }
      // a killed writer leaves a last block that is not whole
    }
    return content.toByteArray();
  }

  /** Writes the file anew. */
  public void write(Path file, byte[] content) throws IOException {
    try (OutputStream bytes = writer(Files.newOutputStream(file))) {
      bytes.write(content);
    }
  }
}
