package io.filigree.systemtests.lab;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Moves a thread into a network namespace with {@code setns(2)}. One virtual machine can thus hold
 * sockets of every site, and one clock times all of them.
 */
final class ThreadNamespace {

  private static final int READ_ONLY = 0;
  private static final int NETWORK = 0x40000000; // CLONE_NEWNET

  private static final MethodHandle OPEN =
      function(
          "open",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
  private static final MethodHandle SETNS =
      function(
          "setns",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private ThreadNamespace() {}

  /** Runs the work on a thread of its own, which ends with it: no other thread is ever moved. */
  static <T> T call(String namespace, Callable<T> work) {
    FutureTask<T> task =
        new FutureTask<>(() -> {
          enter(namespace);
          return work.call();
        });
    Thread.ofPlatform().name("inside " + namespace).start(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("failed inside " + namespace, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted inside " + namespace, e);
    }
  }

  private static void enter(String namespace) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment path = arena.allocateFrom("/run/netns/" + namespace);
      int file = (int) OPEN.invokeExact(path, READ_ONLY);
      int moved = (int) SETNS.invokeExact(file, NETWORK);
      int ignored = (int) CLOSE.invokeExact(file);
      if (moved != 0) {
        throw new IllegalStateException("cannot enter " + namespace);
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new LinkageError("setns", e);
    }
  }

  @SuppressWarnings("restricted") // three plain C functions, with the types of their manual pages
  private static MethodHandle function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
  }
}
