-- What the feed serves: facts, the change log it makes deltas from, and what outlives a removed site.

CREATE TABLE wireguard_key (
    mesh_id    uuid  NOT NULL,
    public_key bytea NOT NULL,
    site_id    uuid  NOT NULL REFERENCES site ON DELETE CASCADE,
    use        text  NOT NULL,

    CONSTRAINT wireguard_key_taken PRIMARY KEY (mesh_id, public_key),
    CONSTRAINT wireguard_key_has_one_use UNIQUE (site_id, use),
    CONSTRAINT wireguard_key_use_is_known CHECK (use IN ('current', 'next', 'static')),
    CONSTRAINT wireguard_key_is_32_bytes CHECK (octet_length(public_key) = 32)
);

COMMENT ON TABLE wireguard_key IS 'WireGuard public keys in use in a mesh; whoever announced a key first has it';
COMMENT ON COLUMN wireguard_key.mesh_id IS 'The mesh in which the key is unique, over all three uses';
COMMENT ON COLUMN wireguard_key.public_key IS 'Curve25519 public key, 32 bytes; private keys never leave their site';
COMMENT ON COLUMN wireguard_key.site_id IS 'The site that announced it';
COMMENT ON COLUMN wireguard_key.use IS 'current, next (while rotating) or static (of a site without the client)';

CREATE TABLE facts (
    site_id   uuid        PRIMARY KEY REFERENCES site ON DELETE CASCADE,
    mesh_id   uuid        NOT NULL,
    counter   bigint      NOT NULL,
    document  text        NOT NULL,
    signature bytea       NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT facts_counter_is_positive CHECK (counter > 0),
    CONSTRAINT facts_signature_is_64_bytes CHECK (octet_length(signature) = 64)
);
CREATE INDEX facts_of_mesh ON facts (mesh_id, site_id);

COMMENT ON TABLE facts IS 'The last facts document of each site, as the site signed it';
COMMENT ON COLUMN facts.site_id IS 'Whose facts';
COMMENT ON COLUMN facts.mesh_id IS 'The mesh, to load all of one in one read';
COMMENT ON COLUMN facts.counter IS 'The document''s own counter; only a higher one replaces it';
COMMENT ON COLUMN facts.document IS 'JSON text, verbatim: the bytes that were signed';
COMMENT ON COLUMN facts.signature IS 'Ed25519 signature of the site''s identity key over the facts statement';
COMMENT ON COLUMN facts.stored_at IS 'When the coordinator stored it';

CREATE TABLE change_log (
    mesh_id    uuid          NOT NULL REFERENCES mesh ON DELETE CASCADE,
    revision   bigint        NOT NULL,
    ordinal    smallint      NOT NULL,
    digest     numeric(78,0) NOT NULL,
    kind       text          NOT NULL,
    site_id    uuid,
    changed_at timestamptz   NOT NULL DEFAULT now(),

    PRIMARY KEY (mesh_id, revision, ordinal),
    CONSTRAINT change_kind_is_known CHECK (kind IN ('mesh', 'site', 'removed', 'facts', 'roster')),
    CONSTRAINT change_names_its_site CHECK ((site_id IS NOT NULL) = (kind IN ('site', 'removed', 'facts')))
);

COMMENT ON TABLE change_log IS 'What changed at which revision; the feed builds deltas from it and checks cursors against it';
COMMENT ON COLUMN change_log.mesh_id IS 'The mesh that changed';
COMMENT ON COLUMN change_log.revision IS 'The mesh''s revision after the change; no gaps';
COMMENT ON COLUMN change_log.ordinal IS 'Numbers the changes of one revision from 0';
COMMENT ON COLUMN change_log.digest IS 'The mesh''s digest after this revision, equal in all its rows';
COMMENT ON COLUMN change_log.kind IS 'mesh (its record), site (a record), removed, facts, or roster (a signature)';
COMMENT ON COLUMN change_log.site_id IS 'The site; not a reference, because the row outlives a removed one';
COMMENT ON COLUMN change_log.changed_at IS 'For trimming the log';

CREATE TABLE removed_site (
    mesh_id      uuid        NOT NULL REFERENCES mesh ON DELETE CASCADE,
    site_id      uuid        NOT NULL,
    name         text        NOT NULL,
    identity_key bytea,
    removed_at   timestamptz NOT NULL DEFAULT now(),

    PRIMARY KEY (mesh_id, site_id)
);
CREATE INDEX removed_site_key ON removed_site (mesh_id, identity_key);

COMMENT ON TABLE removed_site IS 'Sites an operator deleted: their key may read the feed for 90 days more, so that they learn it';
COMMENT ON COLUMN removed_site.mesh_id IS 'The mesh it was in';
COMMENT ON COLUMN removed_site.site_id IS 'Its id, never given again';
COMMENT ON COLUMN removed_site.name IS 'Its name, free again since';
COMMENT ON COLUMN removed_site.identity_key IS 'The key that may still read; null for a static peer';
COMMENT ON COLUMN removed_site.removed_at IS 'Start of the 90 days';
