package io.fizzle.spark.driver;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.ui.SparkUI;
import org.apache.spark.ui.WebUITab;
import scala.Function1;
import scala.Option;

/**
 * A tab in Spark's own web interface, under its access rules.
 *
 * <p>Spark 3.5 has {@code javax.servlet}, 4.x {@code jakarta.servlet}, and Jetty's classes moved in
 * 4.2, so whatever names them is called by reflection: {@code JettyUtils.createServletHandler}
 * takes a function from a request to a text and is the same in all of them.
 */
final class UiTab extends WebUITab {
  private static final String PREFIX = "fizzle";
  private static final String JETTY = "org.apache.spark.ui.JettyUtils$";

  private UiTab(SparkUI parent) {
    super(parent, PREFIX);
  }

  /**
   * Adds the tab where this application has a web interface.
   *
   * @param page the whole page, written anew for each request
   */
  static void attach(SparkContext context, Supplier<String> page)
      throws ReflectiveOperationException {
    Option<SparkUI> ui = context.ui();
    if (ui.isEmpty()) {
      return;
    }
    Object handler = handler(context, page);
    method(SparkUI.class, "attachHandler", 1).invoke(ui.get(), handler);
    ui.get().attachTab(new UiTab(ui.get()));
  }

  private static Object handler(SparkContext context, Supplier<String> page)
      throws ReflectiveOperationException {
    Function1<Object, Object> respond = request -> page.get();
    Function1<Object, String> extract = String::valueOf;
    ClassLoader spark = SparkContext.class.getClassLoader();
    Object parameters =
        Class.forName(JETTY + "ServletParams", true, spark)
            .getConstructors()[0]
            .newInstance(respond, "text/html", extract);
    Object jetty = Class.forName(JETTY, true, spark).getField("MODULE$").get(null);
    return method(jetty.getClass(), "createServletHandler", 4)
        .invoke(jetty, "/" + PREFIX, parameters, context.conf(), "");
  }

  private static Method method(Class<?> type, String name, int parameters)
      throws NoSuchMethodException {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name))
        .filter(method -> method.getParameterCount() == parameters)
        .findFirst()
        .orElseThrow(() -> new NoSuchMethodException(type.getName() + "." + name));
  }
}
