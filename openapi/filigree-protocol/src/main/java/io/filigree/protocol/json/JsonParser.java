package io.filigree.protocol.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The strict reader: recursive descent, its depth bounded. */
final class JsonParser {

  /** Member names repeat thousands of times in an answer; each is kept once, up to this many. */
  private static final int MAX_KNOWN_NAMES = 64;

  private static final JsonArray EMPTY = new JsonArray(List.of());

  private final JsonInput in;
  private final JsonStrings strings;
  private final int maxDepth;
  private final Map<String, Consumer<JsonValue>> streamed;
  private final Map<String, String> knownNames = new HashMap<>();

  /**
   * @param streamed who takes the items of which array of the outermost object
   */
  JsonParser(JsonInput in, int maxDepth, Map<String, Consumer<JsonValue>> streamed) {
    this.in = in;
    this.strings = new JsonStrings(in);
    this.maxDepth = maxDepth;
    this.streamed = streamed;
  }

  JsonValue document() {
    JsonValue value = value(1);
    if (token() >= 0) {
      throw in.bad("something follows the value");
    }
    return value;
  }

  private JsonValue value(int depth) {
    int first = token();
    return switch (first) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> new JsonString(strings.read());
      case 't' -> literal("true", new JsonBoolean(true));
      case 'f' -> literal("false", new JsonBoolean(false));
      case 'n' -> literal("null", JsonNull.NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw in.bad(first < 0 ? "the text ends early" : "an unexpected character");
    };
  }

  private JsonObject object(int depth) {
    enter(depth);
    MemberNames names = new MemberNames();
    List<JsonValue> values = new ArrayList<>(8);
    if (token() == '}') {
      in.next();
      return new JsonObject(names.list(), values);
    }
    do {
      String name = name();
      if (!names.add(name)) {
        throw in.bad("a member's name stands twice");
      }
      expect(':');
      values.add(member(name, depth));
    } while (more('}'));
    return new JsonObject(names.list(), values);
  }

  private JsonValue member(String name, int depth) {
    Consumer<JsonValue> taker = depth == 1 ? streamed.get(name) : null;
    return taker != null && token() == '[' ? array(depth + 1, taker) : value(depth + 1);
  }

  private JsonArray array(int depth) {
    List<JsonValue> values = new ArrayList<>();
    array(depth, values::add);
    return new JsonArray(values);
  }

  /** Hands the items on and is empty itself. */
  private JsonArray array(int depth, Consumer<JsonValue> taker) {
    enter(depth);
    if (token() == ']') {
      in.next();
      return EMPTY;
    }
    do {
      taker.accept(value(depth + 1));
    } while (more(']'));
    return EMPTY;
  }

  private void enter(int depth) {
    in.next();
    if (depth > maxDepth) {
      throw in.bad("more than " + maxDepth + " levels");
    }
  }

  private String name() {
    if (token() != '"') {
      throw in.bad("a member without a name");
    }
    String name = strings.read();
    String known = knownNames.get(name);
    if (known == null && knownNames.size() < MAX_KNOWN_NAMES) {
      knownNames.put(name, name);
    }
    return known == null ? name : known;
  }

  /** After a value: takes a comma (true) or the closing bracket (false). */
  private boolean more(char close) {
    int next = token();
    in.next();
    if (next == ',') {
      return true;
    }
    if (next == close) {
      return false;
    }
    throw in.bad("no comma and no closing bracket");
  }

  private void expect(char wanted) {
    if (token() != wanted) {
      throw in.bad("an unexpected character");
    }
    in.next();
  }

  private <T> T literal(String word, T value) {
    for (int i = 0; i < word.length(); i++) {
      if (in.next() != word.charAt(i)) {
        throw in.bad("an unknown word");
      }
    }
    return value;
  }

  private JsonNumber number() {
    boolean negative = in.peek() == '-';
    if (negative) {
      in.next();
    }
    int first = in.peek();
    // summed up below zero, where the smallest long is
    long value = 0;
    int digits = 0;
    while (in.peek() >= '0' && in.peek() <= '9') {
      value = appendDigit(value, in.next() - '0');
      digits++;
    }
    boolean leadingZero = first == '0' && (digits > 1 || negative);
    if (digits == 0 || leadingZero || isFraction(in.peek())) {
      throw in.bad("a number that is not a plain integer");
    }
    if (!negative && value == Long.MIN_VALUE) {
      throw in.bad("a number of more than 64 bits");
    }
    return new JsonNumber(negative ? value : -value);
  }

  private long appendDigit(long value, int digit) {
    if (value < (Long.MIN_VALUE + digit) / 10) {
      throw in.bad("a number of more than 64 bits");
    }
    return value * 10 - digit;
  }

  private static boolean isFraction(int c) {
    return c == '.' || c == 'e' || c == 'E';
  }

  /** Skips white space; the byte that follows, or -1. */
  private int token() {
    int c = in.peek();
    while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      in.next();
      c = in.peek();
    }
    return c;
  }
}
