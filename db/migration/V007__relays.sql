-- Relays: no sites, but they stand in the same mesh record and share names, keys and addresses with the sites of their
-- mesh. What must be unique over both kinds is kept in one place each: member, wireguard_key and site_range.

CREATE TABLE relay (
    id            uuid        PRIMARY KEY,
    mesh_id       uuid        NOT NULL REFERENCES mesh ON DELETE CASCADE,
    name          text        NOT NULL,
    identity_key  bytea       NOT NULL,
    wireguard_key bytea       NOT NULL,
    endpoints     text[]      NOT NULL,
    counter       bigint      NOT NULL DEFAULT 0,
    join_token    text        REFERENCES join_token ON DELETE SET NULL,
    version       bigint      NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT relay_name_taken UNIQUE (mesh_id, name),
    CONSTRAINT relay_identity_key_taken UNIQUE (mesh_id, identity_key),
    CONSTRAINT relay_is_of_its_mesh UNIQUE (mesh_id, id),
    CONSTRAINT relay_name_is_a_dns_label CHECK (name ~ '^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$'),
    CONSTRAINT relay_identity_key_is_32_bytes CHECK (octet_length(identity_key) = 32),
    CONSTRAINT relay_wireguard_key_is_32_bytes CHECK (octet_length(wireguard_key) = 32),
    CONSTRAINT relay_has_one_to_eight_endpoints CHECK (
        cardinality(endpoints) BETWEEN 1 AND 8 AND array_position(endpoints, NULL) IS NULL),
    CONSTRAINT relay_counter_does_not_go_below_zero CHECK (counter >= 0)
);

COMMENT ON TABLE relay IS 'A relay of a mesh: a WireGuard peer of every site, at a public place, and no site itself';
COMMENT ON COLUMN relay.id IS 'UUIDv7, in the mesh record; never given again';
COMMENT ON COLUMN relay.mesh_id IS 'The mesh it serves';
COMMENT ON COLUMN relay.name IS 'DNS label, unique among the sites and relays of the mesh';
COMMENT ON COLUMN relay.identity_key IS 'Ed25519 public key that signs the relay''s requests; 32 bytes';
COMMENT ON COLUMN relay.wireguard_key IS 'Curve25519 public key, 32 bytes; a trigger holds it in wireguard_key too. The private key never leaves the relay';
COMMENT ON COLUMN relay.endpoints IS 'Where it listens, as host:port, first choice first';
COMMENT ON COLUMN relay.counter IS 'Counter of the relay''s last announcement of key and endpoints; only a higher one replaces them';
COMMENT ON COLUMN relay.join_token IS 'The token it joined with: the same token with the same key gets the same answer; null if an operator added it';
COMMENT ON COLUMN relay.version IS 'For ETag and If-Match';
COMMENT ON COLUMN relay.created_at IS 'When it joined or was added';

-- Addresses. One table for both kinds, or two exclusion constraints would have to agree.
ALTER TABLE site_range
    ALTER COLUMN site_id DROP NOT NULL,
    ALTER COLUMN site_no DROP NOT NULL,
    ADD COLUMN relay_id uuid,
    ADD CONSTRAINT range_has_one_owner CHECK (
        num_nonnulls(site_id, relay_id) = 1 AND (site_id IS NULL) = (site_no IS NULL)),
    ADD CONSTRAINT range_is_of_its_relay FOREIGN KEY (mesh_id, relay_id)
        REFERENCES relay (mesh_id, id) ON DELETE CASCADE,
    ADD CONSTRAINT range_of_a_relay_is_one UNIQUE (relay_id),
    ADD CONSTRAINT range_of_a_relay_is_its_address CHECK (relay_id IS NULL OR kind = 'tunnel');

COMMENT ON TABLE site_range IS 'Address ranges owned by sites, and the one address of each relay; routed ones become AllowedIPs, the others are only guarded';
COMMENT ON COLUMN site_range.site_id IS 'The site that owns it; null if a relay does';
COMMENT ON COLUMN site_range.site_no IS 'The site''s number, from which the scope is made; null if a relay owns it, whose address is routed and needs none';
COMMENT ON COLUMN site_range.relay_id IS 'The relay whose address it is; null if a site owns it';

-- WireGuard keys.
ALTER TABLE wireguard_key
    ALTER COLUMN site_id DROP NOT NULL,
    ADD COLUMN relay_id uuid REFERENCES relay ON DELETE CASCADE,
    ADD CONSTRAINT wireguard_key_has_one_owner CHECK (num_nonnulls(site_id, relay_id) = 1),
    ADD CONSTRAINT wireguard_key_of_a_relay_is_one UNIQUE (relay_id),
    ADD CONSTRAINT wireguard_key_of_a_relay_is_current CHECK (relay_id IS NULL OR use = 'current');

COMMENT ON COLUMN wireguard_key.site_id IS 'The site that announced it; null if it is a relay''s';
COMMENT ON COLUMN wireguard_key.relay_id IS 'The relay whose key it is; null if it is a site''s';

-- A trigger, not the application: the relay's row and this one must never say different things.
CREATE FUNCTION hold_relay_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO wireguard_key (mesh_id, public_key, relay_id, use)
    VALUES (NEW.mesh_id, NEW.wireguard_key, NEW.id, 'current')
    ON CONFLICT ON CONSTRAINT wireguard_key_of_a_relay_is_one
    DO UPDATE SET mesh_id = excluded.mesh_id, public_key = excluded.public_key;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION hold_relay_key() IS 'Holds the WireGuard key of a relay in wireguard_key, where it is unique in the mesh';

CREATE TRIGGER hold_relay_key AFTER INSERT OR UPDATE OF mesh_id, wireguard_key ON relay
    FOR EACH ROW EXECUTE FUNCTION hold_relay_key();

-- Names and identity keys.
CREATE TABLE member (
    mesh_id      uuid  NOT NULL,
    name         text  NOT NULL,
    identity_key bytea,
    site_id      uuid  REFERENCES site ON DELETE CASCADE,
    relay_id     uuid  REFERENCES relay ON DELETE CASCADE,

    CONSTRAINT member_name_taken PRIMARY KEY (mesh_id, name),
    CONSTRAINT member_identity_key_taken UNIQUE (mesh_id, identity_key),
    CONSTRAINT member_is_a_site_or_a_relay CHECK (num_nonnulls(site_id, relay_id) = 1),
    CONSTRAINT member_site_is_one UNIQUE (site_id),
    CONSTRAINT member_relay_is_one UNIQUE (relay_id)
);

COMMENT ON TABLE member IS 'Names and identity keys of sites and relays together, so that no two of a mesh share one; written by triggers';
COMMENT ON COLUMN member.mesh_id IS 'The mesh in which name and key are unique';
COMMENT ON COLUMN member.name IS 'Name of the site or relay';
COMMENT ON COLUMN member.identity_key IS 'Its identity key; null for a static peer';
COMMENT ON COLUMN member.site_id IS 'The site; null for a relay';
COMMENT ON COLUMN member.relay_id IS 'The relay; null for a site';

INSERT INTO member (mesh_id, name, identity_key, site_id)
SELECT mesh_id, name, identity_key, id FROM site;

CREATE FUNCTION enlist_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM member WHERE site_id = OLD.id OR relay_id = OLD.id;
    END IF;
    INSERT INTO member (mesh_id, name, identity_key, site_id, relay_id)
    VALUES (NEW.mesh_id, NEW.name, NEW.identity_key,
            CASE TG_TABLE_NAME WHEN 'site' THEN NEW.id END, CASE TG_TABLE_NAME WHEN 'relay' THEN NEW.id END);
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION enlist_member() IS 'Keeps member equal to the sites and relays there are; what goes, goes by cascade';

CREATE TRIGGER enlist_site AFTER INSERT OR UPDATE OF id, mesh_id, name, identity_key ON site
    FOR EACH ROW EXECUTE FUNCTION enlist_member();
CREATE TRIGGER enlist_relay AFTER INSERT OR UPDATE OF id, mesh_id, name, identity_key ON relay
    FOR EACH ROW EXECUTE FUNCTION enlist_member();

-- What outlives a removed relay, and what a living one reports.
CREATE TABLE removed_relay (
    mesh_id      uuid        NOT NULL REFERENCES mesh ON DELETE CASCADE,
    relay_id     uuid        NOT NULL,
    name         text        NOT NULL,
    identity_key bytea       NOT NULL,
    removed_at   timestamptz NOT NULL DEFAULT now(),

    PRIMARY KEY (mesh_id, relay_id)
);
CREATE INDEX removed_relay_key ON removed_relay (mesh_id, identity_key);

COMMENT ON TABLE removed_relay IS 'Relays an operator removed: their key may read the feed for 90 days more, so that they learn it';
COMMENT ON COLUMN removed_relay.mesh_id IS 'The mesh it served';
COMMENT ON COLUMN removed_relay.relay_id IS 'Its id, never given again';
COMMENT ON COLUMN removed_relay.name IS 'Its name, free again since';
COMMENT ON COLUMN removed_relay.identity_key IS 'The key that may still read';
COMMENT ON COLUMN removed_relay.removed_at IS 'Start of the 90 days';

CREATE TABLE relay_status (
    relay_id    uuid        PRIMARY KEY REFERENCES relay ON DELETE CASCADE,
    counter     bigint      NOT NULL,
    cursor      text        NOT NULL,
    epoch       bigint      NOT NULL,
    version     text        NOT NULL,
    document    jsonb       NOT NULL,
    reported_at timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT relay_status_counter_is_positive CHECK (counter > 0)
);

COMMENT ON TABLE relay_status IS 'The last status each relay put';
COMMENT ON COLUMN relay_status.relay_id IS 'Whose status';
COMMENT ON COLUMN relay_status.counter IS 'The document''s own counter; only a higher one replaces it';
COMMENT ON COLUMN relay_status.cursor IS 'Revision and digest the relay has applied';
COMMENT ON COLUMN relay_status.epoch IS 'Epoch of the roster the relay has applied';
COMMENT ON COLUMN relay_status.version IS 'Version of its program';
COMMENT ON COLUMN relay_status.document IS 'The whole status';
COMMENT ON COLUMN relay_status.reported_at IS 'When it came';

-- Join tokens of relays.
ALTER TABLE join_token
    ADD CONSTRAINT join_token_of_a_relay_has_no_terms_of_a_site CHECK (
        kind <> 'relay' OR (labels = '{}' AND prefix_lengths = '{}' AND cardinality(pools) = 0 AND NOT own_ranges));

COMMENT ON TABLE join_token IS 'What lets a site or a relay into a mesh, once by default';
COMMENT ON COLUMN join_token.kind IS 'What it lets in: a site, or a relay (which is no site)';
COMMENT ON COLUMN join_token.site_name IS 'The only name its site or relay may take; null for any';
COMMENT ON COLUMN join_token.uses IS 'Sites or relays that joined with it; spending is one conditional update of this column';
