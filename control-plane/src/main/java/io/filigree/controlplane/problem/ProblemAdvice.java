package io.filigree.controlplane.problem;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns whatever a request can end in, other than an answer, into a problem. */
@RestControllerAdvice
class ProblemAdvice {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> problem(ProblemException e) {
    return e.problem().toResponse();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException e) {
    return UnreadableBody.problem(e).toResponse();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> invalid(MethodArgumentNotValidException e) {
    return Problem.invalid(e.getAllErrors().stream().map(ProblemAdvice::violation).toList())
        .toResponse();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> invalid(HandlerMethodValidationException e) {
    List<Violation> violations =
        e.getParameterValidationResults().stream()
            .flatMap(result ->
                result.getResolvableErrors().stream()
                    .map(error -> violation(result.getMethodParameter().getParameterName(), error)))
            .toList();
    return Problem.invalid(violations).toResponse();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> mistyped(TypeMismatchException e) {
    String name =
        e instanceof MethodArgumentTypeMismatchException argument
            ? argument.getName()
            : String.valueOf(e.getPropertyName());
    return Problem.invalid(name, "cannot be read").toResponse();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> missing(MissingServletRequestParameterException e) {
    return Problem.invalid(e.getParameterName(), "is missing").toResponse();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> missing(MissingRequestHeaderException e) {
    return Problem.invalid(e.getHeaderName(), "is missing").toResponse();
  }

  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    CannotCreateTransactionException.class
  })
  ResponseEntity<ProblemDetail> withoutDatabase(Exception e) {
    log.warn("The database does not answer: {}", e.getMessage());
    return Problem.of(CommonProblem.UNAVAILABLE, "The database does not answer.")
        .withHeader(HttpHeaders.RETRY_AFTER, "5")
        .toResponse();
  }

  /** The client went away; there is nobody to answer. */
  @ExceptionHandler
  void gone(AsyncRequestNotUsableException e) {
    log.debug("A client left before its answer: {}", e.getMessage());
  }

  /** The one catch-all: what the framework words itself, and accidents. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> other(Exception e) {
    return e instanceof ErrorResponse known ? known(known) : accident(e);
  }

  private static ResponseEntity<ProblemDetail> known(ErrorResponse e) {
    CommonProblem type = CommonProblem.of(e.getStatusCode());
    String detail = e.getBody().getDetail();
    Problem problem = Problem.of(type, detail == null ? type.title() + "." : detail);
    return new Problem(type, problem.detail(), problem.fields(), headers(e)).toResponse();
  }

  /** The framework lists the allowed methods in an order that differs from start to start. */
  private static HttpHeaders headers(ErrorResponse e) {
    HttpHeaders headers = HttpHeaders.copyOf(e.getHeaders());
    if (headers.containsHeader(HttpHeaders.ALLOW)) {
      String sorted =
          headers.getAllow().stream()
              .map(HttpMethod::name)
              .sorted()
              .collect(Collectors.joining(", "));
      headers.set(HttpHeaders.ALLOW, sorted);
    }
    return headers;
  }

  private static ResponseEntity<ProblemDetail> accident(Exception e) {
    String id = UUID.randomUUID().toString();
    log.error("Accident {}", id, e);
    return Problem.of(CommonProblem.INTERNAL_ERROR, "It is in the log under this id: " + id + ".")
        .with("id", id)
        .toResponse();
  }

  private static Violation violation(ObjectError error) {
    String field = error instanceof FieldError named ? named.getField() : "body";
    return violation(field, error);
  }

  private static Violation violation(@Nullable String field, MessageSourceResolvable error) {
    return new Violation(
        Objects.requireNonNullElse(field, "parameter"),
        Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid"));
  }
}
