package io.filigree.protocol.feed;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Turns the items of one array into entries while the answer is still being read. */
final class EntryCollector<T> implements Consumer<JsonValue> {

  private final String name;
  private final Function<JsonFields, T> parse;
  private final List<T> entries = new ArrayList<>();

  EntryCollector(String name, Function<JsonFields, T> parse) {
    this.name = name;
    this.parse = parse;
  }

  @Override
  public void accept(JsonValue item) {
    try {
      entries.add(parse.apply(JsonFields.of(item)));
    } catch (MalformedException e) {
      throw e.in("[" + entries.size() + "]").in(name);
    }
  }

  /** The entries, if the answer has the array at all. */
  List<T> of(JsonFields answer) {
    answer.objects(name, parse);
    return entries;
  }
}
