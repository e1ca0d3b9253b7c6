package io.fizzle.bench;

/**
 * One figure beside its target and a peer's.
 *
 * @param what was measured
 * @param figure Fizzle's, with its unit
 * @param target what it should be, empty where it is there for comparison only
 * @param met whether it is
 * @param peer what it stands beside, and that one's figure; may be empty
 * @param ratio Fizzle's figure to the peer's, said in words; may be empty
 */
record Row(String what, String figure, String target, boolean met, String peer, String ratio) {

  static String header() {
    return """
    | what | Fizzle | target | | beside | ratio |
    | --- | ---: | ---: | --- | --- | --- |
    """;
  }

  /** A row that says why there is no figure. */
  static Row leftOut(String what) {
    return new Row(what, "left out", "", true, "", "");
  }

  String markdown() {
    String verdict = target.isEmpty() ? "" : met ? "met" : "**missed**";
    return "| %s | %s | %s | %s | %s | %s |%n"
        .formatted(what, figure, target, verdict, peer, ratio);
  }
}
