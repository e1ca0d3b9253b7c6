package io.fizzle.cause.finding;

/** The sign test: how probable it is to be the slower one so often by luck. */
final class SignTest {

  private SignTest() {}

  /** The chance of at least {@code slower} heads in {@code trials} throws of a fair coin. */
  static double chance(int trials, int slower) {
    double all = -trials * Math.log(2);
    double logChoose = 0;
    double sum = 0;
    for (int heads = 0; heads <= trials; heads++) {
      if (heads > 0) {
        logChoose += Math.log((double) (trials - heads + 1) / heads);
      }
      if (heads >= slower) {
        sum += Math.exp(all + logChoose);
      }
    }
    return Math.min(1, sum);
  }
}
