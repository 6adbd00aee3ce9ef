-- Messages that no attempt could consume, as they came out of the broker's error queue, and those of the outbox that
-- could not be published. Kept until an operator has seen to them, at most for the lifetime that Housekeeping knows.
create table dead_letters (
    id            uuid primary key,
    -- The queue that it was to be consumed from; 'outbox' when it never left.
    queue         text not null,
    message_id    uuid,
    type          text,
    reason        text not null,
    fault         text,
    detail        text,
    body          bytea not null,
    content_type  text,
    headers       jsonb not null,
    died_at       timestamptz not null,
    replayed_at   timestamptz
);
create index dead_letters_waiting on dead_letters (id desc) where replayed_at is null;
create index dead_letters_died_at on dead_letters (died_at);

-- What operators did, for ever: no content, and nothing of it is ever changed.
create table operator_actions (
    seq       bigint generated always as identity primary key,
    at        timestamptz not null,
    admin_id  uuid not null,
    action    text not null,
    subject   uuid not null
);

create function refuse_operator_change() returns trigger language plpgsql as $$
begin
    raise exception '% is only ever added to', tg_table_name;
end $$;

create trigger operator_actions_are_final before update or delete or truncate on operator_actions
    for each statement execute function refuse_operator_change();
