package io.fizzle.read;

import java.io.InputStream;
import java.util.Arrays;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** The archives that logs come in, told by their first bytes and read as streams. */
enum ArchiveFormat {
  ZIP {
    @Override
    ArchiveInputStream<? extends ArchiveEntry> open(InputStream content) {
      return new ZipArchiveInputStream(content);
    }
  },
  TAR {
    @Override
    ArchiveInputStream<? extends ArchiveEntry> open(InputStream content) {
      return new TarArchiveInputStream(content);
    }
  };

  private static final int TAR_RECORD = 512;

  abstract ArchiveInputStream<? extends ArchiveEntry> open(InputStream content);

  /** The format of content that begins with these bytes, null where it is no archive. */
  static @Nullable ArchiveFormat of(byte[] head) {
    if (ZipArchiveInputStream.matches(head, head.length)) {
      return ZIP;
    }
    return isTar(head) ? TAR : null;
  }

  /**
   * The checksum of the first record tells, for old tars without the {@code ustar} magic as well.
   */
  private static boolean isTar(byte[] head) {
    if (head.length < TAR_RECORD || head[0] == 0) {
      return false;
    }
    try {
      return TarUtils.verifyCheckSum(Arrays.copyOf(head, TAR_RECORD));
    } catch (IllegalArgumentException noNumber) {
      return false;
    }
  }
}
