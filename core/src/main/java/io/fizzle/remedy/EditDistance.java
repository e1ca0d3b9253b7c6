package io.fizzle.remedy;

/** How many letters must be changed, added, taken away or swapped to make one text another. */
public final class EditDistance {

  private EditDistance() {}

  /**
   * The optimal string alignment distance.
   *
   * @param most what is beyond it need not be exact
   */
  public static int between(String one, String other, int most) {
    if (Math.abs(one.length() - other.length()) > most) {
      return most + 1;
    }
    int[] beforeLast = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    for (int column = 0; column < last.length; column++) {
      last[column] = column;
    }
    for (int row = 1; row <= one.length(); row++) {
      int[] now = new int[other.length() + 1];
      now[0] = row;
      int least = row;
      for (int column = 1; column <= other.length(); column++) {
        int change = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
        now[column] =
            Math.min(last[column - 1] + change, Math.min(last[column], now[column - 1]) + 1);
        if (row > 1
            && column > 1
            && one.charAt(row - 1) == other.charAt(column - 2)
            && one.charAt(row - 2) == other.charAt(column - 1)) {
          now[column] = Math.min(now[column], beforeLast[column - 2] + 1);
        }
        least = Math.min(least, now[column]);
      }
      if (least > most) {
        return most + 1;
      }
      beforeLast = last;
      last = now;
    }
    return last[other.length()];
  }
}
