package io.fizzle.application;

import java.util.Arrays;
import java.util.Optional;

/** The operators that are kept after their query has ended. */
public enum OperatorKind {
  SCAN {
    @Override
    boolean isOne(String name) {
      return name.startsWith("Scan ")
          || name.startsWith("FileScan ")
          || name.startsWith("BatchScan");
    }

    @Override
    public long size(OperatorProfile operator) {
      return Math.max(operator.value("number of files read"), operator.value("number of files"));
    }
  },
  WRITE {
    @Override
    boolean isOne(String name) {
      return name.startsWith("Execute ") || name.startsWith("WriteFiles");
    }

    @Override
    public long size(OperatorProfile operator) {
      return operator.value("number of written files");
    }
  },
  BROADCAST {
    @Override
    boolean isOne(String name) {
      return name.equals("BroadcastExchange");
    }

    @Override
    public long size(OperatorProfile operator) {
      return operator.value("data size");
    }
  },
  KEYLESS_JOIN {
    @Override
    boolean isOne(String name) {
      return name.equals("CartesianProduct") || name.equals("BroadcastNestedLoopJoin");
    }

    @Override
    public long size(OperatorProfile operator) {
      return operator.inputs().stream()
          .filter(rows -> rows > 0)
          .reduce(1L, (one, other) -> one > Long.MAX_VALUE / other ? Long.MAX_VALUE : one * other);
    }
  };

  /** Of each kind so many stay. */
  static final int MOST = 32;

  abstract boolean isOne(String name);

  /** What the largest of the kind are chosen by: files, bytes, or pairs of rows. */
  public abstract long size(OperatorProfile operator);

  /** The kind of an operator with this name; empty for those that nobody asks for. */
  public static Optional<OperatorKind> of(String name) {
    return Arrays.stream(values()).filter(kind -> kind.isOne(name)).findFirst();
  }
}
