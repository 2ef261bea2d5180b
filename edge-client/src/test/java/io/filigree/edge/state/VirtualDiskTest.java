package io.filigree.edge.state;

import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.Remembered;

class VirtualDiskTest extends DiskContract {

  private final VirtualDisk disk = new VirtualDisk();

  @Override
  Remembered open() {
    return disk.open();
  }

  @Override
  void save(Effect.Save save) {
    disk.finish(disk.begin(save));
  }

  @Override
  void tear(Effect.Save save, int missing) {
    VirtualDisk.Write write = disk.begin(save);
    disk.tear(write, write.length() - missing);
  }
}
