package io.fizzle.spark;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One jar runs with Scala 2.12 and 2.13: a call whose descriptor names a type that only one of them
 * uses there (a {@code Seq} is another class in each) would be a {@code NoSuchMethodError}.
 */
class ScalaLinkageTest {
  private static final Set<String> EQUAL_IN_BOTH =
      Set.of(
          "scala.Option",
          "scala.Tuple2",
          "scala.collection.Iterable",
          "scala.collection.Iterator",
          "scala.reflect.ClassTag",
          "scala.reflect.ClassTag$");

  @Test
  void callsOnlyWhatIsEqualInScala212And213() {
    classes()
        .should(callOnlyWhatIsEqual())
        .check(
            new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages("io.fizzle.spark"));
  }

  private static ArchCondition<JavaClass> callOnlyWhatIsEqual() {
    return new ArchCondition<>("call only what is equal in Scala 2.12 and 2.13") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaCodeUnitAccess<?> call : type.getCodeUnitAccessesFromSelf()) {
          Stream<JavaClass> linked =
              Stream.concat(
                  Stream.of(call.getTargetOwner(), call.getTarget().getRawReturnType()),
                  call.getTarget().getRawParameterTypes().stream());
          linked
              .filter(one -> one.getName().startsWith("scala.") && !isEqual(one.getName()))
              .forEach(one -> events.add(violated(call, one.getName() + ": " + call)));
        }
      }
    };
  }

  private static boolean isEqual(String type) {
    return EQUAL_IN_BOTH.contains(type) || type.startsWith("scala.Function");
  }
}
