package io.fizzle.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A page in a real Chromium without a window, driven over the Chrome DevTools Protocol. Remembers
 * what the page complained of and asked the network for.
 */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MOST_SECONDS = 90;

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final List<String> complaints = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private final String session;
  private int lastId;

  /** The browser of this machine: {@code CHROMIUM}, else one on the path; empty without one. */
  static Optional<Path> installed() {
    String said = System.getenv("CHROMIUM");
    Stream<Path> onPath =
        Stream.of(System.getenv("PATH").split(":"))
            .flatMap(
                folder -> Stream.of("chromium", "google-chrome").map(Path.of(folder)::resolve));
    return Stream.concat(Stream.ofNullable(said).map(Path::of), onPath)
        .filter(Files::isExecutable)
        .findFirst();
  }

  Browser(Path profile) throws IOException {
    List<String> command =
        List.of(
            installed().orElseThrow().toString(),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "about:blank");
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    socket = connect();
    JsonNode target = send("Target.createTarget", Map.of("url", "about:blank"), "");
    session =
        send(
                "Target.attachToTarget",
                Map.of("targetId", target.at("/targetId").asText(), "flatten", true),
                "")
            .at("/sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Log", "Network", "Performance")) {
      call(domain + ".enable", Map.of());
    }
  }

  private WebSocket connect() throws IOException {
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      int address = line.indexOf("ws://");
      if (line.startsWith("DevTools listening") && address > 0) {
        Thread drain = new Thread(() -> said.lines().forEach(rest -> {}));
        drain.setDaemon(true);
        drain.start();
        return HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(line.substring(address).strip()), new Ear())
            .join();
      }
    }
    throw new IOException("the browser did not start");
  }

  /** Puts messages together that come in parts. */
  private final class Ear implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      parts.append(data);
      if (last) {
        try {
          messages.add(JSON.readTree(parts.toString()));
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
        parts.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  /** Calls a method of the protocol and waits for its answer. */
  JsonNode call(String method, Map<String, ?> parameters) throws IOException {
    return send(method, parameters, session);
  }

  private JsonNode send(String method, Map<String, ?> parameters, String to) throws IOException {
    int id = ++lastId;
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (!to.isEmpty()) {
      message.put("sessionId", to);
    }
    socket.sendText(message.toString(), true).join();
    while (true) {
      JsonNode next = next(method);
      if (next.path("id").asInt() == id) {
        if (next.has("error")) {
          throw new IOException(method + ": " + next.get("error"));
        }
        return next.path("result");
      }
      note(next);
    }
  }

  private JsonNode next(String awaited) throws IOException {
    try {
      JsonNode next = messages.poll(MOST_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new IOException("the browser does not answer " + awaited);
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void note(JsonNode event) {
    switch (event.path("method").asText()) {
      case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" ->
          complaints.add(event.path("params").toString());
      case "Network.requestWillBeSent" -> requests.add(event.at("/params/request/url").asText());
      default -> {
        // nothing that a test asks for
      }
    }
  }

  /** Opens a file and waits until its charts are drawn. */
  void open(Path file) throws IOException {
    call("Page.navigate", Map.of("url", file.toUri().toString()));
    String drawn = "document.documentElement?.dataset.drawn ?? ''";
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    while (text(drawn).isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("the page was not drawn: " + complaints);
      }
    }
  }

  /** What an expression is, as text. */
  String text(String expression) throws IOException {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", "String(" + expression + ")", "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IOException(result.get("exceptionDetails").toString());
    }
    return result.at("/result/value").asText();
  }

  void press(String key, int code) throws IOException {
    for (String type : List.of("keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "key",
              key,
              "code",
              key,
              "windowsVirtualKeyCode",
              code,
              "text",
              key.equals("Enter") && type.equals("keyDown") ? "\r" : ""));
    }
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    socket.abort();
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().orTimeout(10, TimeUnit.SECONDS).join());
  }
}
