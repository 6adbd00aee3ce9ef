-- What a person is shown of a session, to tell theirs from a stranger's.
alter table sessions add column device text;
alter table sessions add column last_seen_at timestamptz not null default now(); -- the version before doesn't set it
update sessions set last_seen_at = created_at;

create table password_resets (
    hash        bytea primary key,           -- of the token, which is in the mail alone
    user_id     uuid not null references users,
    created_at  timestamptz not null,
    expires_at  timestamptz not null
);
create index password_resets_user_id on password_resets (user_id);
create index password_resets_expires_at on password_resets (expires_at);

create table api_keys (
    id            uuid primary key,
    user_id       uuid not null references users,
    hash          bytea not null unique,     -- the key itself is shown once and kept by nobody here
    name          text not null,
    prefix        text not null,
    created_at    timestamptz not null,
    expires_at    timestamptz,
    last_used_at  timestamptz
);
create index api_keys_user_id on api_keys (user_id);

do $$ declare owned text; begin
    foreach owned in array array['password_resets', 'api_keys'] loop
        execute format('alter table %I enable row level security', owned);
        execute format('alter table %I force row level security', owned);
        execute format('create policy %I on %I using (app_may_see(user_id))', owned || '_owner', owned);
    end loop;
end $$;
