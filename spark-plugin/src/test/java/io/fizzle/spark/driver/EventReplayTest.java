package io.fizzle.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.spark.instrument.FizzleLargeWork;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A History Server that has the plugin on its class path makes the plugin's events by Jackson, and
 * one that it cannot make ends the replay of the whole application. Jackson wants a constructor
 * without arguments, passes over properties that have no setter, fills a list that has none in
 * place, and takes a field of a property's name for its setter. Spark's own Jackson is not on the
 * class path here; the form of the classes is checked.
 */
class EventReplayTest {

  @ParameterizedTest
  @ValueSource(classes = {FizzleVitals.class, FizzleLoss.class, FizzleLargeWork.class})
  void anEventOfThePluginCanBeReadBack(Class<? extends SparkListenerEvent> event)
      throws ReflectiveOperationException {
    Constructor<? extends SparkListenerEvent> empty = event.getDeclaredConstructor();
    empty.setAccessible(true);
    assertThat(empty.newInstance()).isInstanceOf(event);
    assertThat(
            Arrays.stream(event.getDeclaredMethods())
                .filter(method -> method.getName().startsWith("get"))
                .map(Method::getReturnType))
        .isNotEmpty()
        .noneMatch(Collection.class::isAssignableFrom)
        .noneMatch(Map.class::isAssignableFrom);
    for (Field field : event.getDeclaredFields()) {
      String getter =
          "get" + Character.toUpperCase(field.getName().charAt(0)) + field.getName().substring(1);
      assertThat(
              Arrays.stream(event.getDeclaredMethods())
                  .filter(method -> method.getName().equals(getter))
                  .map(Method::getReturnType))
          .as(getter)
          .allMatch(field.getType()::equals);
    }
  }
}
