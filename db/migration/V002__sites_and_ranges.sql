-- Sites and the address ranges they own. The exclusion constraint range_overlap is the product's third promise:
-- a routed range has one owner, whatever any program believes.

CREATE TABLE site (
    id                 uuid        PRIMARY KEY,
    mesh_id            uuid        NOT NULL REFERENCES mesh ON DELETE CASCADE,
    site_no            bigint      NOT NULL,
    name               text        NOT NULL,
    labels             jsonb       NOT NULL DEFAULT '{}',
    identity_key       bytea,
    static_peer_key    bytea,
    static_endpoint    text,
    min_counter        bigint      NOT NULL DEFAULT 1,
    record             text,
    left_at            timestamptz,
    version            bigint      NOT NULL DEFAULT 0,
    created_at         timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT site_name_taken UNIQUE (mesh_id, name),
    CONSTRAINT site_identity_key_taken UNIQUE (mesh_id, identity_key),
    CONSTRAINT site_no_taken UNIQUE (mesh_id, site_no),
    CONSTRAINT site_is_of_its_mesh UNIQUE (mesh_id, id, site_no),
    CONSTRAINT site_name_is_a_dns_label CHECK (name ~ '^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$'),
    CONSTRAINT site_labels_are_an_object CHECK (jsonb_typeof(labels) = 'object'),
    CONSTRAINT site_has_one_kind_of_key CHECK ((identity_key IS NULL) <> (static_peer_key IS NULL)),
    CONSTRAINT site_identity_key_is_32_bytes CHECK (octet_length(identity_key) = 32),
    CONSTRAINT site_static_peer_key_is_32_bytes CHECK (octet_length(static_peer_key) = 32),
    CONSTRAINT site_endpoint_is_of_a_static_peer CHECK (static_endpoint IS NULL OR static_peer_key IS NOT NULL),
    CONSTRAINT site_min_counter_is_positive CHECK (min_counter > 0),
    CONSTRAINT site_that_left_is_not_listed CHECK (left_at IS NULL OR record IS NULL)
);

-- Loading a mesh in roster order (a uuid compares by unsigned bytes, as the Merkle tree does).
CREATE INDEX site_listed ON site (mesh_id, id) WHERE record IS NOT NULL;

COMMENT ON TABLE site IS 'One K3s cluster, LAN with a gateway, or static peer in a mesh';
COMMENT ON COLUMN site.id IS 'UUIDv7, so that a new site is the last leaf of the roster''s Merkle tree';
COMMENT ON COLUMN site.mesh_id IS 'The mesh it belongs to';
COMMENT ON COLUMN site.site_no IS 'The mesh''s revision with which it joined, so never given twice; the scope of this site''s guarded ranges';
COMMENT ON COLUMN site.name IS 'DNS label, unique in the mesh, also while the site has left and is not yet deleted';
COMMENT ON COLUMN site.labels IS 'Labels as key and value; from the join token or an operator, never from the site';
COMMENT ON COLUMN site.identity_key IS 'Ed25519 public key that signs the site''s requests and facts; null for a static peer';
COMMENT ON COLUMN site.static_peer_key IS 'WireGuard public key of a site without the client; null for all others';
COMMENT ON COLUMN site.static_endpoint IS 'host:port of a static peer, if it has one';
COMMENT ON COLUMN site.min_counter IS 'Facts with a lower counter are refused, by the coordinator and by every edge';
COMMENT ON COLUMN site.record IS 'The signed site record, verbatim; null while the site is not in the roster';
COMMENT ON COLUMN site.left_at IS 'When the site left by itself; its name and ranges stay reserved until an operator deletes it';
COMMENT ON COLUMN site.version IS 'For ETag and If-Match';
COMMENT ON COLUMN site.created_at IS 'When it joined';

CREATE TABLE site_range (
    id      bigint    GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mesh_id uuid      NOT NULL,
    site_id uuid      NOT NULL,
    site_no bigint    NOT NULL,
    kind    text      NOT NULL,
    cidr    cidr      NOT NULL,
    routed  boolean   NOT NULL,
    -- Everything for a routed range, one number for a guarded one: so routed meets all, and guarded meets routed
    -- and its own site only. Every shop has a 192.168.1.0/24.
    scope   int8range NOT NULL GENERATED ALWAYS AS (
        CASE WHEN routed THEN int8range(NULL, NULL) ELSE int8range(site_no, site_no, '[]') END) STORED,

    CONSTRAINT range_overlap EXCLUDE USING gist (mesh_id WITH =, cidr inet_ops WITH &&, scope WITH &&),
    CONSTRAINT range_is_of_its_site FOREIGN KEY (mesh_id, site_id, site_no)
        REFERENCES site (mesh_id, id, site_no) ON DELETE CASCADE,
    CONSTRAINT range_kind_is_known CHECK (kind IN ('tunnel', 'pod', 'service', 'lan')),
    CONSTRAINT range_is_private CHECK (
        cidr <<= '10.0.0.0/8' OR cidr <<= '172.16.0.0/12' OR cidr <<= '192.168.0.0/16'
        OR cidr <<= '100.64.0.0/10' OR (cidr <<= 'fc00::/7' AND masklen(cidr) >= 16)),
    CONSTRAINT range_of_a_tunnel_is_one_routed_address CHECK (
        kind <> 'tunnel' OR (routed AND masklen(cidr) = CASE family(cidr) WHEN 4 THEN 32 ELSE 128 END))
);
CREATE INDEX range_of_site ON site_range (site_id);
-- Walking a pool in address order, to find the next free block.
CREATE INDEX range_in_order ON site_range (mesh_id, cidr);

COMMENT ON TABLE site_range IS 'Address ranges owned by sites; routed ones become AllowedIPs, the others are only guarded';
COMMENT ON COLUMN site_range.id IS 'Key of the range inside this database';
COMMENT ON COLUMN site_range.mesh_id IS 'The mesh in which the range is owned';
COMMENT ON COLUMN site_range.site_id IS 'Its owner';
COMMENT ON COLUMN site_range.site_no IS 'The owner''s number, from which the scope is made';
COMMENT ON COLUMN site_range.kind IS 'What lives in it: tunnel, pod, service or lan';
COMMENT ON COLUMN site_range.cidr IS 'The range; the type refuses host bits';
COMMENT ON COLUMN site_range.routed IS 'True: other sites send packets there. False: it is kept clear, so that nobody routes it away from its owner';
COMMENT ON COLUMN site_range.scope IS 'Which other ranges it may not overlap: all of the mesh (routed) or those of its own site and every routed one';

CREATE TABLE pool_cursor (
    pool_id bigint   NOT NULL REFERENCES pool ON DELETE CASCADE,
    prefix  smallint NOT NULL,
    next    cidr     NOT NULL,

    PRIMARY KEY (pool_id, prefix)
);

COMMENT ON TABLE pool_cursor IS 'Where the search for the next free block of a size starts, so that it does not walk the whole pool';
COMMENT ON COLUMN pool_cursor.pool_id IS 'The pool';
COMMENT ON COLUMN pool_cursor.prefix IS 'Prefix length of the blocks';
COMMENT ON COLUMN pool_cursor.next IS 'The first block that may be free; every one below it is taken, at least in part';

-- A trigger, not the application: ranges also go by cascade when a site goes, and the cursor must never be wrong.
CREATE FUNCTION reopen_pools() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE pool_cursor
       SET next = reopened.next
      FROM (SELECT back.pool_id, back.prefix,
                   min(network(set_masklen(greatest(host(pool.cidr)::inet, host(freed.cidr)::inet), back.prefix))) AS next
              FROM freed
              JOIN pool ON pool.mesh_id = freed.mesh_id AND pool.cidr && freed.cidr
              JOIN pool_cursor back ON back.pool_id = pool.id
             GROUP BY back.pool_id, back.prefix) AS reopened
     WHERE pool_cursor.pool_id = reopened.pool_id
       AND pool_cursor.prefix = reopened.prefix
       AND pool_cursor.next > reopened.next;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION reopen_pools() IS 'Moves pool cursors back to ranges that became free';

CREATE TRIGGER reopen_pools_after_delete AFTER DELETE ON site_range
    REFERENCING OLD TABLE AS freed FOR EACH STATEMENT EXECUTE FUNCTION reopen_pools();
CREATE TRIGGER reopen_pools_after_update AFTER UPDATE ON site_range
    REFERENCING OLD TABLE AS freed FOR EACH STATEMENT EXECUTE FUNCTION reopen_pools();

CREATE FUNCTION block_after(address inet, prefix integer) RETURNS cidr IMMUTABLE LANGUAGE sql
    RETURN network(set_masklen(broadcast(set_masklen(host(address)::inet, prefix)) + 1, prefix));
COMMENT ON FUNCTION block_after(inet, integer) IS 'The block that begins after the block in which an address lies';

CREATE FUNCTION next_free_block(wanted_pool bigint, wanted_prefix integer) RETURNS cidr STABLE LANGUAGE plpgsql AS $$
DECLARE
    within cidr;
    mesh   uuid;
    block  cidr;
    taken  inet;
    used   cidr;
BEGIN
    SELECT pool.cidr, pool.mesh_id, coalesce(pool_cursor.next, network(set_masklen(host(pool.cidr)::inet, wanted_prefix)))
      INTO within, mesh, block
      FROM pool LEFT JOIN pool_cursor ON pool_cursor.pool_id = pool.id AND pool_cursor.prefix = wanted_prefix
     WHERE pool.id = wanted_pool AND masklen(pool.cidr) <= wanted_prefix;
    -- What begins before the block and reaches into it contains it; everything else in the way comes in order.
    SELECT max(broadcast(cidr)) INTO taken FROM site_range WHERE mesh_id = mesh AND cidr >>= block;
    block := coalesce(block_after(taken, wanted_prefix), block);
    FOR used IN SELECT cidr FROM site_range WHERE mesh_id = mesh AND cidr >= block ORDER BY cidr LOOP
        EXIT WHEN used > block AND NOT used && block;
        IF used && block THEN
            block := block_after(broadcast(used), wanted_prefix);
        END IF;
    END LOOP;
    RETURN CASE WHEN block <<= within THEN block END;
END;
$$;
COMMENT ON FUNCTION next_free_block(bigint, integer) IS 'The lowest block of a pool that no range of the mesh overlaps; null when the pool is exhausted';

CREATE FUNCTION free_blocks(wanted_pool bigint, wanted_prefix integer) RETURNS numeric STABLE LANGUAGE sql AS $$
    -- Ranges as whole blocks, without those that lie inside another one.
    WITH taken AS (
        SELECT DISTINCT network(set_masklen(site_range.cidr, least(masklen(site_range.cidr), wanted_prefix))) AS cidr
          FROM pool JOIN site_range ON site_range.mesh_id = pool.mesh_id AND site_range.cidr && pool.cidr
         WHERE pool.id = wanted_pool
    ), apart AS (
        SELECT cidr, max(broadcast(cidr)) OVER (ORDER BY cidr ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered
          FROM taken
    )
    SELECT trunc(greatest(0, power(2::numeric, wanted_prefix - masklen(pool.cidr)) - (
               SELECT coalesce(sum(power(2::numeric, wanted_prefix - masklen(apart.cidr))), 0)
                 FROM apart WHERE covered IS NULL OR broadcast(apart.cidr) > covered)))
      FROM pool
     WHERE pool.id = wanted_pool AND masklen(pool.cidr) <= wanted_prefix
$$;
COMMENT ON FUNCTION free_blocks(bigint, integer) IS 'How many blocks of a pool no range of the mesh overlaps; null when the block is larger than the pool';
