-- A mesh is one network of sites with one address plan and one trust root.
-- Its row is also the lock that orders every change of the mesh: see db/README.md, "The mesh row".

-- Equality operators for uuid inside GiST exclusion constraints. Trusted since Postgres 13: the owner of the
-- database may create it, no superuser is needed.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE mesh (
    id                  uuid          PRIMARY KEY,
    name                text          NOT NULL,
    mode                text          NOT NULL,
    record              text          NOT NULL,
    roster_public_key   bytea         NOT NULL,
    roster_key_sealed   bytea,
    recovery_public_key bytea         NOT NULL,
    revision            bigint        NOT NULL DEFAULT 0,
    digest              numeric(78,0) NOT NULL DEFAULT 0,
    epoch               bigint        NOT NULL DEFAULT 0,
    roster_signature    bytea,
    version             bigint        NOT NULL DEFAULT 0,
    created_at          timestamptz   NOT NULL DEFAULT now(),

    CONSTRAINT mesh_name_taken UNIQUE (name),
    CONSTRAINT mesh_name_is_a_dns_label CHECK (name ~ '^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$'),
    CONSTRAINT mesh_mode_is_known CHECK (mode IN ('coordinator', 'operator')),
    CONSTRAINT mesh_roster_public_key_is_32_bytes CHECK (octet_length(roster_public_key) = 32),
    CONSTRAINT mesh_recovery_public_key_is_32_bytes CHECK (octet_length(recovery_public_key) = 32),
    CONSTRAINT mesh_roster_key_is_here_or_offline CHECK ((roster_key_sealed IS NOT NULL) = (mode = 'coordinator')),
    CONSTRAINT mesh_roster_signature_is_64_bytes CHECK (octet_length(roster_signature) = 64),
    CONSTRAINT mesh_epoch_is_signed CHECK ((epoch = 0) = (roster_signature IS NULL)),
    CONSTRAINT mesh_numbers_do_not_go_below_zero CHECK (revision >= 0 AND epoch >= 0),
    CONSTRAINT mesh_digest_is_256_bits CHECK (
        digest >= 0
        AND digest < 115792089237316195423570985008687907853269984665640564039457584007913129639936)
);

COMMENT ON TABLE mesh IS 'One network of sites with one address plan and one trust root; the row lock orders its changes';
COMMENT ON COLUMN mesh.id IS 'Signed into every roster and request; never reused';
COMMENT ON COLUMN mesh.name IS 'What operators call it in URLs; a DNS label of at most 32 characters';
COMMENT ON COLUMN mesh.mode IS 'Who holds the roster key: coordinator (sealed in roster_key_sealed) or operator (offline)';
COMMENT ON COLUMN mesh.record IS 'The mesh record: signed, stored and sent as exactly this text, never re-serialised';
COMMENT ON COLUMN mesh.roster_public_key IS 'Ed25519 key that edges check the roster with; 32 bytes';
COMMENT ON COLUMN mesh.roster_key_sealed IS 'Roster private key, encrypted with the key file, which is never in this database or its backups';
COMMENT ON COLUMN mesh.recovery_public_key IS 'Only a signature of this key may change the roster key; its private half is shown once, never stored';
COMMENT ON COLUMN mesh.revision IS 'Change number, the first half of the cursor; counted up as the last statement of a change, never a sequence';
COMMENT ON COLUMN mesh.digest IS 'Sum mod 2^256 of the SHA-256 of the mesh record, each listed site record and each facts document';
COMMENT ON COLUMN mesh.epoch IS 'Number of the newest signed roster; 0 before the first';
COMMENT ON COLUMN mesh.roster_signature IS 'Ed25519 signature over the roster statement of this epoch; 64 bytes';
COMMENT ON COLUMN mesh.version IS 'Version of what operators may change, for ETag and If-Match; sites and facts do not move it';
COMMENT ON COLUMN mesh.created_at IS 'When the mesh was made';

CREATE TABLE pool (
    id          bigint   GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mesh_id     uuid     NOT NULL REFERENCES mesh ON DELETE CASCADE,
    kind        text     NOT NULL,
    cidr        cidr     NOT NULL,
    site_prefix smallint NOT NULL,

    CONSTRAINT pool_kind_is_known CHECK (kind IN ('tunnel', 'pod', 'service', 'lan')),
    CONSTRAINT pool_site_prefix_fits CHECK (
        site_prefix BETWEEN masklen(cidr) AND CASE family(cidr) WHEN 4 THEN 32 ELSE 128 END),
    CONSTRAINT pool_hands_out_single_tunnel_addresses CHECK (
        kind <> 'tunnel' OR site_prefix = CASE family(cidr) WHEN 4 THEN 32 ELSE 128 END),
    CONSTRAINT pool_overlap EXCLUDE USING gist (mesh_id WITH =, cidr inet_ops WITH &&)
);
CREATE INDEX pool_of_kind ON pool (mesh_id, kind);

COMMENT ON TABLE pool IS 'Address space from which sites of a mesh get their next free ranges';
COMMENT ON COLUMN pool.id IS 'Key of the pool inside this database';
COMMENT ON COLUMN pool.mesh_id IS 'The mesh whose sites it serves';
COMMENT ON COLUMN pool.kind IS 'Kind of range it hands out: tunnel, pod, service or lan';
COMMENT ON COLUMN pool.cidr IS 'The whole space, IPv4 or IPv6; pools of a mesh do not overlap';
COMMENT ON COLUMN pool.site_prefix IS 'Prefix length a site gets when it asks for no other; single addresses in a tunnel pool';
