package io.filigree.controlplane.testing;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many clients that ask in the same moment. */
public final class AtOnce {

  private AtOnce() {}

  /** The answers to clients 0, 1, ... in this order. */
  public static List<HttpResponse<String>> ask(int many, IntFunction<HttpResponse<String>> client)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(many)) {
      List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        int number = i;
        calls.add(() -> client.apply(number));
      }
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (Future<HttpResponse<String>> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
