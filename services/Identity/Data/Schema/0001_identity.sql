create table users (
    id             uuid primary key,
    email          text unique,              -- null once the person is erased
    password_hash  text,
    display_name   text,
    role           text not null default 'user' check (role in ('user', 'admin')),
    created_at     timestamptz not null,
    deleted_at     timestamptz,
    check ((deleted_at is null) = (email is not null and password_hash is not null))
);

create table user_preferences (
    user_id     uuid primary key references users,
    settings    json not null,               -- json, not jsonb: what a client stores comes back as it was
    updated_at  timestamptz not null
);

-- A session is a family of refresh tokens, each of which works once.
create table sessions (
    id          uuid primary key,
    user_id     uuid not null references users,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    ended_at    timestamptz
);
create index sessions_user_id on sessions (user_id);
create index sessions_expires_at on sessions (expires_at);

create table refresh_tokens (
    hash        bytea primary key,
    session_id  uuid not null references sessions on delete cascade,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    used_at     timestamptz
);
create index refresh_tokens_session_id on refresh_tokens (session_id);

-- By hash of the email, whether an account has it or not: a pause must not tell which emails have accounts.
create table sign_in_attempts (
    email_hash    bytea primary key,
    failures      int not null,
    last_at       timestamptz not null,
    locked_until  timestamptz
);
create index sign_in_attempts_last_at on sign_in_attempts (last_at);

create table signing_keys (
    id                 text primary key,     -- RFC 7638 thumbprint
    x                  bytea not null,
    y                  bytea not null,
    encrypted_private  bytea not null,       -- AES-GCM: nonce, tag, ciphertext
    created_at         timestamptz not null,
    signs_from         timestamptz not null
);

create table audit_entries (
    id          bigint generated always as identity primary key,
    at          timestamptz not null,
    action      text not null,
    user_id     uuid,
    session_id  uuid,
    request_id  text
);
create index audit_entries_user_id on audit_entries (user_id, at);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'audit entries are only ever added';
end $$;

create trigger audit_entries_append_only before update or delete on audit_entries
    for each row execute function refuse_change();
create trigger audit_entries_not_truncated before truncate on audit_entries
    for each statement execute function refuse_change();

-- The second fence: a request sees the rows of the person whose token it carries.
alter table users enable row level security;
alter table users force row level security;
create policy own_user on users using (app_may_see(id));

alter table user_preferences enable row level security;
alter table user_preferences force row level security;
create policy own_preferences on user_preferences using (app_may_see(user_id));

alter table sessions enable row level security;
alter table sessions force row level security;
create policy own_sessions on sessions using (app_may_see(user_id));
