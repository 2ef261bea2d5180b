package io.filigree.edge.doctor;

import io.filigree.edge.agent.Remembered;
import io.filigree.edge.agent.StatusPage;
import io.filigree.edge.state.Enrolment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What a site keeps.
 *
 * @param state its state directory
 * @param options what its operator said of this machine
 * @param remembered the peer list on the disk, not verified
 * @param rightTime the newest time of day that was known to be right
 * @param status the page that {@code run} left; empty if it has not run since boot
 * @param runs whether the process that wrote the page still does
 * @param meshed empty while there is no verified peer list to compare with
 */
public record Joined(
    Path state,
    Enrolment.Options options,
    Remembered remembered,
    Optional<Instant> rightTime,
    Optional<StatusPage> status,
    boolean runs,
    Optional<Meshed> meshed) {}
