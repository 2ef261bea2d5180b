package io.filigree.edge;

import java.util.Map;

/** What {@code help} prints. */
final class Help {

  static final String OVERVIEW =
      """
      Usage: filigree VERB [option...]

        join      make this box a site of a mesh, with a token from an operator
        run       keep the site's tunnels, routes and firewall as the mesh says (a service)
        status    show the mesh as this site sees it
        doctor    find out what is wrong, why it matters, and the command that mends it
        leave     take everything away again and tell the coordinator
        relay     pass sealed packets between sites that cannot reach each other (a service)

      "filigree help VERB" tells more.
      Exit codes: 0 fine, 1 refused or failed, 2 bad command line, 3 coordinator unreachable,
      4 not joined, 5 another filigree process is at work.
      """;

  private static final String FOLDERS =
      """
        --state-dir DIR      keys and the last known good peer list (/var/lib/filigree)
        --run-dir DIR        what need not outlive a reboot (/run/filigree)
      """;

  private static final Map<String, String> OF_VERB =
      Map.of(
          "join",
          """
          Usage: filigree join --token-file FILE [option...]

          Makes this box's keys, spends the join token and stores the mesh. The keys never leave the
          box. On a box that has joined already it says so and changes nothing.

            --token-file FILE    the token, or - for standard input; never an argument, which others
                                 on this machine could see
            --name NAME          the site's name, a DNS label (this machine's host name)
            --pod-cidr CIDR      pod range of an existing K3s; may be repeated, as may the next two
            --service-cidr CIDR  service range of an existing K3s; guarded, not routed
            --lan-cidr CIDR      local network to guard
            --plan KINDS         next free ranges instead: pod=16,service=16
            --endpoint HOST:PORT where other sites reach this one; may be repeated
            --port PORT          WireGuard's UDP port (51871)
            --interface NAME     the mesh interface (filigree0)
            --firewall on|off    off: Filigree adds no firewall rules (on)
            --clock on|off       off: Filigree never sets a clock that is behind at start (on)
          """,
          "run",
          """
          Usage: filigree run [--dry-run] [option...]

          Brings the tunnels up from this box's own disk, then follows the mesh. Stopping it leaves
          the tunnels up; starting it again costs them nothing.

            --metrics PLACE      where monitoring reads: ADDRESS:PORT, or off (127.0.0.1:9586)
            --warm-peers N       in a mesh with relays: how many peers are kept open through NAT at a
                                 time (32), some 20 MB a month each; who was idle longest goes first
            --pin NAME           a peer that is kept warm whatever goes to it; may be repeated
            --metered            this uplink costs money: no peer but the pinned ones is kept warm,
                                 and only the relays are probed, so that latency and loss of peers
                                 are not known. Behind NAT all other traffic stays at the relay
            --dry-run            print what would be changed on this machine, and change nothing
          """,
          "status",
          """
          Usage: filigree status [--json] [option...]

          Shows mesh, epoch, revision, every peer, what was refused, what was changed on this machine
          and healed, what the firewall dropped, and when the coordinator last answered. Paths: direct, relayed, idle (configured, not in use), down (tried, no answer).

            --json               for machines
            --interface NAME     the mesh interface (as joined)
          """,
          "doctor",
          """
          Usage: filigree doctor [--json] [--strict] [option...]

          Looks at everything that can keep the mesh from working here, and changes nothing. Each
          finding: what is wrong, why it matters, the command that mends it. Works beside filigree
          run, before the join (then the machine alone is looked at), and without root as far as
          that goes. Exit code 0: nothing is broken; 1: something is.

            --json               for machines
            --strict             exit code 1 for warnings too
          """,
          "leave",
          """
          Usage: filigree leave [--local] [option...]

          Removes interface, routes and rules from this machine, then tells the coordinator, then
          deletes this site's keys. The site's ranges stay reserved until an operator deletes it.

            --local              delete the keys even if the coordinator cannot be told, or this
                                 site's own files are damaged
            --interface NAME     the mesh interface, where site.json is damaged (filigree0)
          """,
          "relay",
          """
          Usage: filigree relay join --token-file FILE --endpoint HOST:PORT [option...]
                 filigree relay [option...]
                 filigree relay --token-file FILE --endpoint HOST:PORT [option...]
                 filigree relay --config FILE [option...]
                 filigree relay status [--json] [option...]

          Stands at a public place as a WireGuard peer of every site and passes their packets to each
          other, still sealed: it has no key to them. "join" makes this box a relay of a mesh, with a
          token of kind relay from an operator. Without "join" it runs: it serves the sites of its
          mesh from its own disk, then follows the mesh. With --token-file it waits for that file and
          joins first, unless it has joined before. With --config it serves the members of a file
          instead, and needs no coordinator. "status" shows whom it serves. Its keys are made here
          and never leave the box.

            --token-file FILE    the token, or - for standard input
            --name NAME          the relay's name in its mesh, a DNS label (this machine's host name)
            --endpoint HOST:PORT where sites can reach it; may be repeated. When given to a relay that
                                 runs, it tells its mesh so
            --beside-coordinator in place of --endpoint: it is where the coordinator is
            --port PORT          the UDP port it listens at (51900), on all addresses; or
            --listen ADDR:PORT   where it listens; may be repeated
            --config FILE        where it listens and whom it serves, as JSON; see docs/relay.md
            --metrics PLACE      where monitoring reads: ADDRESS:PORT, or off (127.0.0.1:9587)
          """);

  private Help() {}

  static boolean knows(String verb) {
    return OF_VERB.containsKey(verb);
  }

  static String of(String verb) {
    String text = OF_VERB.get(verb);
    return text == null ? OVERVIEW : text + FOLDERS;
  }
}
