package io.filigree.controlplane.problem;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says which field of a body could not be read and why, in the API's words, not the parser's. */
final class UnreadableBody {
  private static final String WHOLE = "body";

  private UnreadableBody() {}

  static Problem problem(HttpMessageNotReadableException e) {
    return switch (e.getCause()) {
      case BodyTooLargeException tooLarge -> tooLarge.problem();
      case JacksonException json -> Problem.invalid(path(json), reason(json));
      case null, default -> Problem.invalid(WHOLE, "is missing or was cut off");
    };
  }

  private static String reason(JacksonException e) {
    return switch (e) {
      case UnrecognizedPropertyException _ -> "is not a known field";
      case InvalidFormatException format when format.getTargetType().isEnum() ->
          "must be one of " + constants(format.getTargetType());
      case MismatchedInputException mismatch -> "must be " + kind(mismatch.getTargetType());
      case ValueInstantiationException _ -> "is not valid";
      case StreamReadException broken -> "is not valid JSON" + place(broken);
      default -> "cannot be read";
    };
  }

  private static String constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }

  private static String kind(Class<?> type) {
    if (type == null) {
      return "something else";
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "a string";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "a whole number";
    }
    return Iterable.class.isAssignableFrom(type) || type.isArray() ? "an array" : "an object";
  }

  private static String place(StreamReadException e) {
    var at = e.getLocation();
    return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  private static String path(JacksonException e) {
    List<JacksonException.Reference> path = e.getPath();
    if (path.isEmpty()) {
      return WHOLE;
    }
    String joined = path.stream().map(UnreadableBody::step).collect(Collectors.joining());
    return joined.startsWith(".") ? joined.substring(1) : joined;
  }

  private static String step(JacksonException.Reference step) {
    return step.getPropertyName() == null
        ? "[" + step.getIndex() + "]"
        : "." + step.getPropertyName();
  }
}
