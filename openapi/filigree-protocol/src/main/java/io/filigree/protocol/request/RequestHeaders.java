package io.filigree.protocol.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The headers of a request, whatever HTTP library holds them. */
@FunctionalInterface
public interface RequestHeaders {

  /** All values of the header, which is named without regard to case; empty if there is none. */
  List<String> values(String name);

  /** Headers with one value each. */
  static RequestHeaders of(Map<String, String> headers) {
    return name -> {
      List<String> values = new ArrayList<>();
      headers.forEach((key, value) -> {
        if (key.equalsIgnoreCase(name)) {
          values.add(value);
        }
      });
      return values;
    };
  }
}
