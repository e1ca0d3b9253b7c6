package io.fizzle.report;

import io.fizzle.evidence.Evidence;
import java.util.List;

/**
 * Names of sources as a person reads them: the folder that all have in common is said once, and
 * each name goes on from there.
 *
 * @param folder what the names leave out, ending with a slash; empty where they have nothing in
 *     common
 */
record Names(String folder) {

  /** The folder that all sources which were read have in common. */
  static Names of(List<SourceUse> sources) {
    List<String> used =
        sources.stream().filter(SourceUse::used).map(SourceUse::name).distinct().toList();
    if (used.isEmpty()) {
      return new Names("");
    }
    String common = used.get(0);
    for (String name : used) {
      int same = 0;
      int most = Math.min(common.length(), name.length());
      while (same < most && common.charAt(same) == name.charAt(same)) {
        same++;
      }
      common = common.substring(0, same);
    }
    String folder = common.substring(0, common.lastIndexOf('/') + 1);
    return new Names(folder.length() > 1 ? folder : "");
  }

  String of(String name) {
    return name.startsWith(folder) ? name.substring(folder.length()) : name;
  }

  /** {@code file:line}, the file alone where the whole of it is meant. */
  String place(Evidence evidence) {
    String name = of(evidence.source().name());
    return evidence.line() > 0 ? name + ":" + evidence.line() : name;
  }
}
