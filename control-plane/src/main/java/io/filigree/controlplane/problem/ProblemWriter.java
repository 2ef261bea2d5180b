package io.filigree.controlplane.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem where no controller runs yet: in filters. */
@Component
public class ProblemWriter {
  private final JsonMapper json;

  ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  /** Writes the whole answer; the response must not be committed. */
  public void write(HttpServletResponse response, Problem problem) throws IOException {
    response.setStatus(problem.type().status().value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    problem.headers().forEach((name, values) -> values.forEach(v -> response.addHeader(name, v)));
    json.writeValue(response.getOutputStream(), problem.body());
  }

  /** The body for a bare error status, where not even a servlet runs. */
  public byte[] ofStatus(int code) {
    CommonProblem type = CommonProblem.of(HttpStatusCode.valueOf(code));
    ProblemDetail body = Problem.of(type, type.title() + ".").body();
    body.setStatus(code);
    return json.writeValueAsBytes(body);
  }
}
