package io.filigree.protocol.feed;

/**
 * Answers taken one after the other, from nothing, as a reader takes them again from its disk. Into
 * one copy: {@link MeshCopy#apply} copies all pointers each time.
 */
public final class MeshReplay {

  private MeshDraft draft = new MeshDraft();

  public void take(MeshAnswer answer) {
    draft = answer.full() ? new MeshDraft() : draft;
    draft.take(answer);
  }

  /** What the reader holds now. Nothing can be taken after it. */
  public MeshCopy end() {
    MeshDraft last = draft;
    draft = new MeshDraft();
    return new MeshCopy(last);
  }
}
