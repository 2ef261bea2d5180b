-- Who may operate the coordinator, what it answered to repeated requests, and its sealed keys.

CREATE TABLE operator_token (
    id           text        PRIMARY KEY,
    name         text        NOT NULL,
    role         text        NOT NULL,
    mesh_id      uuid        REFERENCES mesh ON DELETE CASCADE,
    secret_hash  bytea       NOT NULL,
    created_by   text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz,
    version      bigint      NOT NULL DEFAULT 0,

    CONSTRAINT operator_token_role_is_known CHECK (role IN ('viewer', 'operator', 'admin')),
    CONSTRAINT operator_token_secret_is_a_sha256 CHECK (octet_length(secret_hash) = 32)
);

COMMENT ON TABLE operator_token IS 'API tokens of people and programs that operate meshes';
COMMENT ON COLUMN operator_token.id IS 'Public half, by which it is found and named in logs';
COMMENT ON COLUMN operator_token.name IS 'What its maker called it';
COMMENT ON COLUMN operator_token.role IS 'viewer, operator or admin';
COMMENT ON COLUMN operator_token.mesh_id IS 'The one mesh it is good for; null for all';
COMMENT ON COLUMN operator_token.secret_hash IS 'SHA-256 of the secret half (256 random bits); compared in constant time';
COMMENT ON COLUMN operator_token.created_by IS 'Id of the token that made it, or bootstrap';
COMMENT ON COLUMN operator_token.created_at IS 'When it was made';
COMMENT ON COLUMN operator_token.expires_at IS 'Dead after this; null for never';
COMMENT ON COLUMN operator_token.revoked_at IS 'When it was revoked';
COMMENT ON COLUMN operator_token.last_used_at IS 'Roughly; written at most once a minute';
COMMENT ON COLUMN operator_token.version IS 'For ETag and If-Match';

CREATE TABLE bootstrap_token (
    id          boolean     PRIMARY KEY DEFAULT true,
    secret_hash bytea       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    spent_at    timestamptz,

    CONSTRAINT bootstrap_token_is_one CHECK (id),
    CONSTRAINT bootstrap_token_secret_is_a_sha256 CHECK (octet_length(secret_hash) = 32)
);

COMMENT ON TABLE bootstrap_token IS 'The one token of the first start: it may make one operator token, and that is its end';
COMMENT ON COLUMN bootstrap_token.id IS 'Always true, so that there is at most one row for ever';
COMMENT ON COLUMN bootstrap_token.secret_hash IS 'SHA-256 of the secret; compared in constant time';
COMMENT ON COLUMN bootstrap_token.created_at IS 'The first start';
COMMENT ON COLUMN bootstrap_token.spent_at IS 'When the first operator token was made with it';

CREATE TABLE idempotency_key (
    caller       text        NOT NULL,
    key          text        NOT NULL,
    request_hash bytea       NOT NULL,
    status       smallint,
    headers      jsonb,
    body         text,
    held_secret  boolean     NOT NULL DEFAULT false,
    created_at   timestamptz NOT NULL DEFAULT now(),

    PRIMARY KEY (caller, key),
    CONSTRAINT idempotency_key_is_short CHECK (char_length(key) BETWEEN 1 AND 255),
    CONSTRAINT idempotency_request_is_a_sha256 CHECK (octet_length(request_hash) = 32),
    CONSTRAINT idempotency_secret_is_not_stored CHECK (NOT held_secret OR body IS NULL)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);

COMMENT ON TABLE idempotency_key IS 'Answers to POSTs that carried an Idempotency-Key, for a day';
COMMENT ON COLUMN idempotency_key.caller IS 'Whose key: keys of two callers never meet';
COMMENT ON COLUMN idempotency_key.key IS 'The header''s value';
COMMENT ON COLUMN idempotency_key.request_hash IS 'SHA-256 over method, path, query and body: the same key with another request is refused';
COMMENT ON COLUMN idempotency_key.status IS 'Status of the answer; null while the first request is still running';
COMMENT ON COLUMN idempotency_key.headers IS 'Headers to repeat: Location, ETag, Content-Type';
COMMENT ON COLUMN idempotency_key.body IS 'The answer; null when it held a secret';
COMMENT ON COLUMN idempotency_key.held_secret IS 'The answer held a secret and was not stored; its replay says so';
COMMENT ON COLUMN idempotency_key.created_at IS 'For forgetting it after a day';

CREATE TABLE sealed_secret (
    name       text        PRIMARY KEY,
    sealed     bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE sealed_secret IS 'Secrets of the coordinator itself, encrypted with the key file, which is never in this database';
COMMENT ON COLUMN sealed_secret.name IS 'Which secret';
COMMENT ON COLUMN sealed_secret.sealed IS 'Its ciphertext, bound to the name';
COMMENT ON COLUMN sealed_secret.created_at IS 'When it was made';

CREATE TABLE tls_authority (
    id          boolean     PRIMARY KEY DEFAULT true,
    certificate bytea       NOT NULL,
    spki_sha256 bytea       NOT NULL,
    key_sealed  bytea       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT tls_authority_is_one CHECK (id),
    CONSTRAINT tls_authority_pin_is_a_sha256 CHECK (octet_length(spki_sha256) = 32)
);

COMMENT ON TABLE tls_authority IS 'The coordinator''s own certificate authority, shared by all replicas; each makes its own server certificate';
COMMENT ON COLUMN tls_authority.id IS 'Always true: one authority';
COMMENT ON COLUMN tls_authority.certificate IS 'X.509, DER';
COMMENT ON COLUMN tls_authority.spki_sha256 IS 'The pin that stands in join tokens and mesh records';
COMMENT ON COLUMN tls_authority.key_sealed IS 'Its private key, encrypted with the key file';
COMMENT ON COLUMN tls_authority.created_at IS 'First start';
