package io.fizzle.read.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks a driver's UI or a History Server for what it knows of an application, by the documented
 * endpoints. A History Server gives the event log itself, which tells most; a driver is asked for
 * executors, jobs, SQL executions, stages, the environment, the tasks of stages that failed or took
 * long, and last for the threads of what works now.
 */
public final class SparkServer {
  /** Takes what was got. */
  @FunctionalInterface
  public interface Keeper {
    /**
     * Keeps a source.
     *
     * @param name an address without query, as it is listed
     */
    void keep(String name, InputStream body) throws IOException;
  }

  /** An address that names no application means the newest of a server's, so many. */
  private static final int MOST_APPLICATIONS = 20;

  private static final int MOST_STAGES = 20;

  /** As many as a comparison counts operators of. */
  private static final int MOST_QUERIES = 512;

  /** A part of a stage's tasks would make its distribution look other than it is. */
  private static final int MOST_TASKS = 20_000;

  private static final int PAGE = 2_000;
  private static final int MOST_FAILED = 500;
  private static final int MOST_LISTED = 5;

  /** With these bytes begins a zip that holds something. */
  private static final byte[] MEMBER = {'P', 'K', 3, 4};

  private final Web web;
  private final SparkAddress address;
  private final Keeper keeper;

  /** A server that is asked for the application, or applications, of an address. */
  public SparkServer(Web web, SparkAddress address, Keeper keeper) {
    this.web = web;
    this.address = address;
    this.keeper = keeper;
  }

  /**
   * Gets all that there is.
   *
   * @return what a person should know, empty where nothing
   * @throws IOException where the server is none of Spark's, or does not answer; its message says
   *     what to do
   */
  public String collect() throws IOException {
    List<RestObject> known = applications();
    List<RestObject> wanted = wanted(known);
    for (RestObject application : wanted) {
      collect(application);
    }
    return wanted.size() < known.size() && address.application() == null
        ? "it knows "
            + (known.size() > MOST_APPLICATIONS ? "more than " : "")
            + Math.min(known.size(), MOST_APPLICATIONS)
            + " applications, of which the newest "
            + wanted.size()
            + " were read; name one with /history/APPLICATION"
        : "";
  }

  private List<RestObject> applications() throws IOException {
    String one = address.application();
    String list = address.api("/applications");
    if (one == null) {
      return objects(list + "?limit=" + (MOST_APPLICATIONS + 1));
    }
    try (Web.Reply reply = web.get(list + "/" + one)) {
      if (reply.isOk()) {
        return parse(reply);
      }
      if (reply.status() != 404) {
        throw new IOException(Web.meaning(reply.status()));
      }
    }
    List<RestObject> known = objects(list + "?limit=" + MOST_LISTED);
    String ids =
        known.stream().map(object -> object.textOrEmpty("id")).collect(Collectors.joining(", "));
    throw new IOException(
        "the server does not know "
            + one
            + (known.isEmpty() ? " nor any other application" : "; it knows " + ids));
  }

  private List<RestObject> wanted(List<RestObject> known) throws IOException {
    if (known.isEmpty()) {
      throw new IOException(
          "the server knows no application; spark.history.fs.logDirectory may point elsewhere");
    }
    return known.subList(0, Math.min(known.size(), MOST_APPLICATIONS));
  }

  private void collect(RestObject application) throws IOException {
    String id = application.textOrEmpty("id");
    String root = address.api("/applications/" + id);
    String wanted = address.attempt();
    if (eventLog(wanted == null ? root : root + "/" + wanted)) {
      return;
    }
    keeper.keep(root, bytes("[" + text(root) + "]"));
    List<String> attempts = attempts(application, wanted);
    for (String attempt : attempts) {
      answers(attempt.isEmpty() ? root : root + "/" + attempt);
    }
    if (runs(application)) {
      new LiveThreads(web, keeper).collect(root, executors(root));
    }
  }

  private static boolean runs(RestObject application) {
    return application.objects("attempts").stream()
        .limit(1)
        .anyMatch(attempt -> attempt.has("completed") && !attempt.is("completed"));
  }

  private List<RestObject> executors(String root) throws IOException {
    try (Web.Reply reply = web.get(root + "/executors")) {
      return reply.isOk() && !reply.isPage() ? parse(reply) : List.of();
    }
  }

  /** The last attempt's numbers are the application's; a driver's UI has none. */
  private static List<String> attempts(RestObject application, @Nullable String wanted) {
    if (wanted != null) {
      return List.of(wanted);
    }
    return application.objects("attempts").stream()
        .map(attempt -> attempt.textOrEmpty("attemptId"))
        .limit(1)
        .toList();
  }

  /**
   * {@code …/logs} is a zip of all event log files. A driver's UI has none, and some versions say
   * so only after they began to answer, with an empty body.
   */
  private boolean eventLog(String root) throws IOException {
    try (Web.Reply reply = web.get(root + "/logs");
        PushbackInputStream body = new PushbackInputStream(reply.body(), MEMBER.length)) {
      byte[] start = body.readNBytes(MEMBER.length);
      if (!reply.isOk() || !Arrays.equals(start, MEMBER)) {
        return false;
      }
      body.unread(start);
      keeper.keep(root + "/logs", body);
      return true;
    }
  }

  private void answers(String root) throws IOException {
    keep(root + "/environment", "");
    if (!keep(root + "/allexecutors", "")) {
      keep(root + "/executors", "");
    }
    keep(root + "/jobs", "");
    keep(root + "/sql", "?planDescription=false&offset=0&length=" + MOST_QUERIES);
    if (keep(root + "/stages", "")) {
      for (RestObject stage : interesting(objects(root + "/stages"))) {
        tasks(root, stage);
      }
    }
  }

  private static List<RestObject> interesting(List<RestObject> stages) {
    return stages.stream()
        .sorted(
            Comparator.comparing((RestObject stage) -> stage.number("numFailedTasks", 0) == 0)
                .thenComparing(stage -> -stage.number("executorRunTime", 0)))
        .limit(MOST_STAGES)
        .toList();
  }

  private void tasks(String root, RestObject stage) throws IOException {
    String list =
        root
            + "/stages/"
            + stage.integer("stageId", -1)
            + "/"
            + stage.integer("attemptId", 0)
            + "/taskList";
    int count = stage.integer("numTasks", 0);
    if (count > MOST_TASKS) {
      if (stage.number("numFailedTasks", 0) > 0) {
        keep(list, "?status=failed&offset=0&length=" + MOST_FAILED);
      }
      return;
    }
    List<InputStream> pages = new ArrayList<>();
    int attempts = count + stage.integer("numFailedTasks", 0) + stage.integer("numKilledTasks", 0);
    try {
      for (int offset = 0; offset < Math.min(attempts, MOST_TASKS); offset += PAGE) {
        Web.Reply reply = web.get(list + "?offset=" + offset + "&length=" + PAGE);
        pages.add(reply.body());
        if (!reply.isOk()) {
          return;
        }
      }
      if (!pages.isEmpty()) {
        keeper.keep(list, new SequenceInputStream(java.util.Collections.enumeration(pages)));
      }
    } finally {
      for (InputStream page : pages) {
        page.close();
      }
    }
  }

  /** Keeps an answer; false where the server has none. */
  private boolean keep(String url, String query) throws IOException {
    try (Web.Reply reply = web.get(url + query)) {
      if (reply.isOk() && !reply.isPage()) {
        keeper.keep(url, reply.body());
        return true;
      }
      return false;
    }
  }

  private String text(String url) throws IOException {
    try (Web.Reply reply = web.get(url)) {
      return new String(reply.body().readNBytes(1 << 20), StandardCharsets.UTF_8);
    }
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<RestObject> objects(String url) throws IOException {
    try (Web.Reply reply = web.get(url)) {
      if (!reply.isOk()) {
        throw new IOException(Web.meaning(reply.status()));
      }
      return parse(reply);
    }
  }

  private static List<RestObject> parse(Web.Reply reply) throws IOException {
    if (reply.isPage()) {
      throw new IOException(
          "it answered with a web page instead of data: a login or a proxy stands in between, or it"
              + " is no server of Spark's");
    }
    List<RestObject> objects = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(reply.body())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          objects.add(RestObject.read(parser, "tasks", task -> {}));
        }
      }
    } catch (JsonProcessingException noJson) {
      throw new IOException("it answered with something else than JSON", noJson);
    }
    return objects;
  }
}
