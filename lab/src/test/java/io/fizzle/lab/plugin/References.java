package io.fizzle.lab.plugin;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

/** The classes, methods and fields that a class file refers to (JVM specification, chapter 4.4). */
final class References {
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_HANDLE = 15;
  private static final int DYNAMIC = 17;
  private static final int INVOKE_DYNAMIC = 18;
  private static final int HEADER = 8;

  /**
   * A method or field.
   *
   * @param owner its class, with dots
   * @param descriptor {@code (I)V} for a method, {@code I} for a field
   */
  record Member(String owner, String name, String descriptor) {
    boolean isMethod() {
      return descriptor.startsWith("(");
    }
  }

  private final int[] tags;
  private final int[] first;
  private final int[] second;
  private final String[] texts;

  private References(int count) {
    tags = new int[count];
    first = new int[count];
    second = new int[count];
    texts = new String[count];
  }

  static References read(InputStream classFile) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile.readAllBytes()));
    in.skipNBytes(HEADER);
    References read = new References(in.readUnsignedShort());
    for (int index = 1; index < read.tags.length; index++) {
      read.constant(index, in);
      if (read.tags[index] == LONG || read.tags[index] == DOUBLE) {
        index++; // takes two places
      }
    }
    return read;
  }

  private void constant(int index, DataInputStream in) throws IOException {
    int tag = in.readUnsignedByte();
    tags[index] = tag;
    switch (tag) {
      case UTF8 -> texts[index] = in.readUTF();
      case LONG, DOUBLE -> in.skipNBytes(8);
      case FIELD, METHOD, INTERFACE_METHOD, NAME_AND_TYPE, DYNAMIC, INVOKE_DYNAMIC -> {
        first[index] = in.readUnsignedShort();
        second[index] = in.readUnsignedShort();
      }
      case METHOD_HANDLE -> in.skipNBytes(3);
      case 3, 4 -> in.skipNBytes(4); // int and float
      default -> first[index] = in.readUnsignedShort();
    }
  }

  /** All classes but arrays, with dots. */
  Set<String> classes() {
    Set<String> classes = new HashSet<>();
    for (int index = 1; index < tags.length; index++) {
      if (tags[index] == CLASS && !texts[first[index]].startsWith("[")) {
        classes.add(name(index));
      }
    }
    return classes;
  }

  /** All methods and fields but those of arrays. */
  Set<Member> members() {
    Set<Member> members = new HashSet<>();
    for (int index = 1; index < tags.length; index++) {
      boolean member =
          tags[index] == FIELD || tags[index] == METHOD || tags[index] == INTERFACE_METHOD;
      if (member && !texts[first[first[index]]].startsWith("[")) {
        int nameAndType = second[index];
        members.add(
            new Member(name(first[index]), texts[first[nameAndType]], texts[second[nameAndType]]));
      }
    }
    return members;
  }

  private String name(int classIndex) {
    return texts[first[classIndex]].replace('/', '.');
  }
}
