-- What sites report and what the coordinator notices about them. None of it takes the mesh row's lock or moves the
-- revision: a site that says it is well must not wake all others.

CREATE TABLE site_status (
    site_id     uuid        PRIMARY KEY REFERENCES site ON DELETE CASCADE,
    mesh_id     uuid        NOT NULL,
    counter     bigint      NOT NULL,
    cursor      text        NOT NULL,
    epoch       bigint      NOT NULL,
    version     text        NOT NULL,
    document    jsonb       NOT NULL,
    reported_at timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT site_status_counter_is_positive CHECK (counter > 0)
);
CREATE INDEX site_status_of_mesh ON site_status (mesh_id, site_id);

COMMENT ON TABLE site_status IS 'The last status each site put';
COMMENT ON COLUMN site_status.site_id IS 'Whose status';
COMMENT ON COLUMN site_status.mesh_id IS 'The mesh, to list all of one';
COMMENT ON COLUMN site_status.counter IS 'The document''s own counter; only a higher one replaces it';
COMMENT ON COLUMN site_status.cursor IS 'Revision and digest the site has applied';
COMMENT ON COLUMN site_status.epoch IS 'Epoch of the roster the site has applied';
COMMENT ON COLUMN site_status.version IS 'Version of its edge client';
COMMENT ON COLUMN site_status.document IS 'The whole status: refusals, totals, detail of peers in use';
COMMENT ON COLUMN site_status.reported_at IS 'When it came';

CREATE TABLE inbox (
    site_id uuid   PRIMARY KEY REFERENCES site ON DELETE CASCADE,
    number  bigint NOT NULL DEFAULT 0,

    CONSTRAINT inbox_number_is_positive CHECK (number >= 0)
);

COMMENT ON TABLE inbox IS 'Number of each site''s inbox, by which a waiting edge learns that its slots changed';
COMMENT ON COLUMN inbox.site_id IS 'Whose inbox';
COMMENT ON COLUMN inbox.number IS 'Counted up whenever a slot changes';

CREATE TABLE site_observation (
    site_id uuid        NOT NULL REFERENCES site ON DELETE CASCADE,
    address inet        NOT NULL,
    port    integer,
    seen_at timestamptz NOT NULL DEFAULT now(),

    PRIMARY KEY (site_id, address),
    CONSTRAINT site_observation_port_is_a_port CHECK (port BETWEEN 1 AND 65535),
    CONSTRAINT site_observation_is_one_address CHECK (
        masklen(address) = CASE family(address) WHEN 4 THEN 32 ELSE 128 END)
);

COMMENT ON TABLE site_observation IS 'Inbox slot: addresses a site was seen from; the newest few are kept';
COMMENT ON COLUMN site_observation.site_id IS 'The site';
COMMENT ON COLUMN site_observation.address IS 'Source address of its requests, as the coordinator saw it';
COMMENT ON COLUMN site_observation.port IS 'UDP port its tunnel was seen from by a public peer, where one said so';
COMMENT ON COLUMN site_observation.seen_at IS 'When it was last seen there; also the site''s last contact';

CREATE TABLE request_nonce (
    nonce        text        PRIMARY KEY,
    identity_key bytea       NOT NULL,
    expires_at   timestamptz NOT NULL
);
CREATE INDEX request_nonce_age ON request_nonce (expires_at);

COMMENT ON TABLE request_nonce IS 'Nonces given to sites whose clock is wrong; deleting the row is using it, so any replica takes it once';
COMMENT ON COLUMN request_nonce.nonce IS 'Base64url of 128 random bits';
COMMENT ON COLUMN request_nonce.identity_key IS 'The only key it is good for';
COMMENT ON COLUMN request_nonce.expires_at IS 'Worth nothing after this';
