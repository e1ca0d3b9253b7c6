package io.fizzle.lab;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a recorded file is stored; Spark names compressed event logs by their codec. */
enum Codec {
  PLAIN {
    @Override
    byte[] read(Path file) throws IOException {
      return Files.readAllBytes(file);
    }

    @Override
    void write(Path file, byte[] content) throws IOException {
      Files.write(file, content);
    }
  },
  ZSTD {
    @Override
    byte[] read(Path file) throws IOException {
      try (ZstdInputStream bytes = new ZstdInputStream(Files.newInputStream(file))) {
        bytes.setContinuous(true);
        return bytes.readAllBytes();
      }
    }

    @Override
    void write(Path file, byte[] content) throws IOException {
      ByteArrayOutputStream compressed = new ByteArrayOutputStream();
      try (OutputStream bytes = new ZstdOutputStream(compressed)) {
        bytes.write(content);
      }
      Files.write(file, compressed.toByteArray());
    }
  };

  abstract byte[] read(Path file) throws IOException;

  abstract void write(Path file, byte[] content) throws IOException;

  static Codec of(Path file) {
    return file.toString().endsWith(".zstd") ? ZSTD : PLAIN;
  }
}
