package io.fizzle.cause.infrastructure;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.ClusterRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** A host name was not known to the resolver. */
public final class DnsFailure extends Cause {

  public DnsFailure() {
    super(
        "dns-failure",
        "Name resolution failed",
        "could not resolve a host name",
        Answer.NEITHER,
        FailureKind.UNKNOWN_HOST);
  }

  @Override
  public Page page() {
    return new Page(
            "The name of a host is wrong, its service does not exist, or the name server"
                + " failed.",
            "`UnknownHostException` with the name.",
            "A refused connection: there the name was resolved (`network-failure`).",
            "Longer timeouts.")
        .looksLike("`UnknownHostException`, `Name or service not known`.")
        .fixedBy(
            "Make the name resolvable from every node, or announce an address instead:"
                + " `spark.driver.host`, `SPARK_LOCAL_IP`. Kubernetes: the driver's service must"
                + " exist as long as the driver does, and cluster DNS must carry the load of many"
                + " pods that start at once.")
        .refutedBy(
            "that a name does not exist is an answer, which comes at once and is kept for ten"
                + " seconds (Java, `InetAddress`, `networkaddress.cache.negative.ttl`).");
  }

  @Override
  protected Strength strength(FailureKind kind) {
    return Strength.STRONG;
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return ClusterRemedies.dnsFailure(Measures.failure(incident).message());
  }
}
