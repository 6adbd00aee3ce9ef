-- What every service's database has: the outbox, the inbox, idempotency keys, and the second fence around a person's rows.

create table outbox_messages (
    seq           bigint generated always as identity primary key,
    id            uuid not null unique,
    type          text not null,
    body          jsonb not null,
    order_key     text,
    trace_parent  text,
    request_id    text,
    created_at    timestamptz not null
);

create function notify_outbox() returns trigger language plpgsql as $$
begin
    perform pg_notify('outbox', '');
    return null;
end $$;

create trigger outbox_messages_notify after insert on outbox_messages
    for each statement execute function notify_outbox();

create table inbox_messages (
    message_id   uuid not null,
    consumer     text not null,
    consumed_at  timestamptz not null,
    primary key (message_id, consumer)
);
create index inbox_messages_consumed_at on inbox_messages (consumed_at);

create table idempotency_keys (
    user_id       uuid not null,
    key           text not null,
    request_hash  text not null,
    status        int,
    location      text,
    body          text,
    created_at    timestamptz not null,
    primary key (user_id, key)
);
create index idempotency_keys_created_at on idempotency_keys (created_at);

-- Row-level security: a connection says whose request it serves ('*' for the service's own work). Saying nothing shows nothing.
create function app_may_see(owner uuid) returns boolean language sql stable as $$
    select coalesce(current_setting('app.user_id', true), '') in ('*', owner::text)
$$;
