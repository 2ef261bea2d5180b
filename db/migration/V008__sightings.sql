-- Where public peers of a site see its tunnel: NAT gives it a port there that nobody else knows.

CREATE TABLE site_sighting (
    site_id     uuid        NOT NULL REFERENCES site ON DELETE CASCADE,
    reporter_id uuid        NOT NULL REFERENCES site ON DELETE CASCADE,
    address     inet        NOT NULL,
    port        integer     NOT NULL,
    seen_at     timestamptz NOT NULL DEFAULT now(),

    PRIMARY KEY (site_id, reporter_id),
    CONSTRAINT site_sighting_is_by_another_site CHECK (site_id <> reporter_id),
    CONSTRAINT site_sighting_port_is_a_port CHECK (port BETWEEN 1 AND 65535),
    CONSTRAINT site_sighting_is_one_address CHECK (
        masklen(address) = CASE family(address) WHEN 4 THEN 32 ELSE 128 END)
);

CREATE INDEX site_sighting_by_reporter ON site_sighting (reporter_id);

COMMENT ON TABLE site_sighting IS 'Where each public peer last saw the tunnel of a site';
COMMENT ON COLUMN site_sighting.site_id IS 'The site that was seen';
COMMENT ON COLUMN site_sighting.reporter_id IS 'The site that says so; a wrong one costs the other a failed try';
COMMENT ON COLUMN site_sighting.address IS 'Source address of its tunnel; passed on only where the coordinator saw the site there, too';
COMMENT ON COLUMN site_sighting.port IS 'Source port of its tunnel';
COMMENT ON COLUMN site_sighting.seen_at IS 'Since when it is seen there';

-- A replica of the version before still reads the column while the two stand side by side.
COMMENT ON COLUMN site_observation.port IS 'Not used any more: see site_sighting';
