-- Join tokens and which site came with which. Secrets are stored as SHA-256 only; they are 256 random bits, so a slow
-- hash would protect nothing.

CREATE TABLE join_token (
    id             text        PRIMARY KEY,
    mesh_id        uuid        NOT NULL REFERENCES mesh ON DELETE CASCADE,
    kind           text        NOT NULL DEFAULT 'site',
    secret_hash    bytea       NOT NULL,
    site_name      text,
    labels         jsonb       NOT NULL DEFAULT '{}',
    pools          text[]      NOT NULL,
    prefix_lengths jsonb       NOT NULL DEFAULT '{}',
    own_ranges     boolean     NOT NULL,
    single_use     boolean     NOT NULL,
    uses           bigint      NOT NULL DEFAULT 0,
    expires_at     timestamptz NOT NULL,
    revoked_at     timestamptz,
    version        bigint      NOT NULL DEFAULT 0,
    created_at     timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT join_token_kind_is_known CHECK (kind IN ('site', 'relay')),
    CONSTRAINT join_token_secret_is_a_sha256 CHECK (octet_length(secret_hash) = 32),
    CONSTRAINT join_token_labels_are_an_object CHECK (jsonb_typeof(labels) = 'object'),
    CONSTRAINT join_token_prefix_lengths_are_an_object CHECK (jsonb_typeof(prefix_lengths) = 'object'),
    CONSTRAINT join_token_pools_are_known CHECK (pools <@ ARRAY['tunnel', 'pod', 'service', 'lan']),
    CONSTRAINT join_token_bound_to_a_name_is_single_use CHECK (site_name IS NULL OR single_use),
    CONSTRAINT join_token_spent CHECK (uses >= 0 AND (NOT single_use OR uses <= 1))
);
CREATE INDEX join_token_of_mesh ON join_token (mesh_id, created_at, id);

COMMENT ON TABLE join_token IS 'What lets a site into a mesh, once by default';
COMMENT ON COLUMN join_token.id IS 'Public half of the token, by which it is found';
COMMENT ON COLUMN join_token.mesh_id IS 'The mesh it opens';
COMMENT ON COLUMN join_token.kind IS 'site, or relay (which is no site)';
COMMENT ON COLUMN join_token.secret_hash IS 'SHA-256 of the secret half; compared in constant time';
COMMENT ON COLUMN join_token.site_name IS 'The only name a site may take with it; null for any';
COMMENT ON COLUMN join_token.labels IS 'Labels its site gets; a site never labels itself';
COMMENT ON COLUMN join_token.pools IS 'Kinds of range its site may ask for from the pools';
COMMENT ON COLUMN join_token.prefix_lengths IS 'Per kind, the shortest prefix (largest block) its site may ask for; absent: the pool''s own';
COMMENT ON COLUMN join_token.own_ranges IS 'Whether its site may bring ranges of its own';
COMMENT ON COLUMN join_token.single_use IS 'True: the second site is refused, whatever the race';
COMMENT ON COLUMN join_token.uses IS 'Sites that joined with it; spending is one conditional update of this column';
COMMENT ON COLUMN join_token.expires_at IS 'No new site joins after this; a repeated join still gets its answer';
COMMENT ON COLUMN join_token.revoked_at IS 'When an operator revoked it';
COMMENT ON COLUMN join_token.version IS 'For ETag and If-Match';
COMMENT ON COLUMN join_token.created_at IS 'When it was made';

ALTER TABLE site ADD COLUMN join_token text REFERENCES join_token ON DELETE SET NULL;

COMMENT ON COLUMN site.join_token IS 'The token it joined with: the same token with the same key is the same site and gets the same answer; null once it left';
