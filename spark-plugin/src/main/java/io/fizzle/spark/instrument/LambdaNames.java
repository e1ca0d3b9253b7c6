package io.fizzle.spark.instrument;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names under which a programmer knows what a lambda captured.
 *
 * <p>Scala writes the names of parameters into its class files, Java only with {@code -parameters};
 * without them the type has to do: {@code local HashMap}.
 */
final class LambdaNames {
  private static final String THIS = "this";

  private LambdaNames() {}

  /** A name for each captured argument. */
  static List<String> of(SerializedLambda lambda, @Nullable ClassLoader loader) {
    int count = lambda.getCapturedArgCount();
    List<String> names = new ArrayList<>();
    boolean bound = isBound(lambda.getImplMethodKind());
    if (bound && count > 0) {
      names.add(lambda.getImplMethodName().startsWith("lambda$") ? THIS : "receiver");
    }
    Parameter[] parameters = parameters(lambda, loader);
    for (int i = names.size(); i < count; i++) {
      int index = bound ? i - 1 : i;
      if (parameters != null && index < parameters.length && parameters[index].isNamePresent()) {
        names.add(plain(parameters[index].getName()));
      } else {
        names.add(byType(lambda.getCapturedArg(i)));
      }
    }
    return names;
  }

  /**
   * A field's or parameter's name without what compilers add: {@code lookup$1}, {@code val$lookup}.
   */
  static String plain(String name) {
    if (name.equals("$this") || name.equals("$outer") || name.startsWith("this$")) {
      return THIS;
    }
    String bare = name.startsWith("val$") ? name.substring("val$".length()) : name;
    bare = bare.replaceFirst("\\$\\d{1,4}$", "");
    return bare.isEmpty() ? name : bare;
  }

  private static boolean isBound(int kind) {
    return kind == MethodHandleInfo.REF_invokeVirtual
        || kind == MethodHandleInfo.REF_invokeSpecial
        || kind == MethodHandleInfo.REF_invokeInterface;
  }

  private static String byType(@Nullable Object value) {
    return value == null ? "local null" : "local " + value.getClass().getSimpleName();
  }

  private static Parameter @Nullable [] parameters(
      SerializedLambda lambda, @Nullable ClassLoader loader) {
    try {
      Class<?> type = Class.forName(lambda.getImplClass().replace('/', '.'), false, loader);
      MethodType signature =
          MethodType.fromMethodDescriptorString(lambda.getImplMethodSignature(), loader);
      Method method =
          type.getDeclaredMethod(lambda.getImplMethodName(), signature.parameterArray());
      return method.getParameters();
    } catch (ReflectiveOperationException | LinkageError | TypeNotPresentException unknown) {
      return null;
    }
  }
}
