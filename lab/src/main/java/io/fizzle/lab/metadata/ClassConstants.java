package io.fizzle.lab.metadata;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The constants of a class file (JVM specification, chapter 4.4).
 *
 * @param classes the classes that it names, with slashes
 * @param strings its string literals
 */
record ClassConstants(Set<String> classes, List<String> strings) {
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int METHOD_HANDLE = 15;
  private static final int METHOD_TYPE = 16;
  private static final int MODULE = 19;
  private static final int PACKAGE = 20;
  private static final int HEADER = 8;

  ClassConstants {
    classes = Set.copyOf(classes);
    strings = List.copyOf(strings);
  }

  static ClassConstants read(InputStream classFile) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile.readAllBytes()));
    in.skipNBytes(HEADER);
    int count = in.readUnsignedShort();
    String[] texts = new String[count];
    List<Integer> classes = new ArrayList<>();
    List<Integer> strings = new ArrayList<>();
    for (int index = 1; index < count; index++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case UTF8 -> texts[index] = in.readUTF();
        case CLASS -> classes.add(in.readUnsignedShort());
        case STRING -> strings.add(in.readUnsignedShort());
        case METHOD_TYPE, MODULE, PACKAGE -> in.skipNBytes(2);
        case METHOD_HANDLE -> in.skipNBytes(3);
        case LONG, DOUBLE -> {
          in.skipNBytes(8);
          index++;
        }
        default -> in.skipNBytes(4);
      }
    }
    Set<String> named = new HashSet<>();
    classes.forEach(index -> named.add(texts[index]));
    return new ClassConstants(named, strings.stream().map(index -> texts[index]).toList());
  }
}
