package io.fizzle.learning;

import io.fizzle.cause.Strength;
import io.fizzle.diagnosis.Calibration;
import io.fizzle.diagnosis.Weighed;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What all causes made of one incident whose cause is known.
 *
 * @param name of the case and of the part of its evidence
 * @param group cases of one group are variants of the same failure: they are never used to judge
 *     what was learnt from one another
 * @param candidates causes with anything in their favour; where none is right, it was none of them
 */
public record LabelledWeighing(String name, String group, List<Candidate> candidates) {

  /**
   * One of the causes in question.
   *
   * @param net pieces of evidence for it less those against it, by strength
   * @param right true where it is an accepted answer
   */
  public record Candidate(String cause, Map<Strength, Integer> net, boolean right) {
    public Candidate {
      net = Map.copyOf(net);
    }
  }

  public LabelledWeighing {
    candidates = List.copyOf(candidates);
  }

  /**
   * Labels what causes made of an incident.
   *
   * @param accepted ids of the causes that are right
   */
  public static LabelledWeighing of(
      String name, String group, List<Weighed> weighed, Collection<String> accepted) {
    return new LabelledWeighing(
        name,
        group,
        weighed.stream()
            .map(
                one ->
                    new Candidate(one.cause().id(), net(one), accepted.contains(one.cause().id())))
            .toList());
  }

  private static Map<Strength, Integer> net(Weighed weighed) {
    Map<Strength, Integer> net = new EnumMap<>(Strength.class);
    weighed
        .weighing()
        .arguments()
        .forEach(
            argument -> net.merge(argument.strength(), argument.supports() ? 1 : -1, Integer::sum));
    return net;
  }

  /** The candidates' probabilities under these weights, in their order. */
  List<Double> probabilities(Calibration weights) {
    return weights.probabilities(
        candidates.stream()
            .map(
                candidate ->
                    candidate.net().entrySet().stream()
                        .mapToDouble(entry -> weights.weight(entry.getKey()) * entry.getValue())
                        .sum())
            .toList());
  }
}
