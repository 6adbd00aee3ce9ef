-- Whom mail goes to, as Identity tells it, and what they want to hear of.
create table people (
    user_id       uuid primary key,
    email         text,
    display_name  text,
    mail_wanted   boolean not null,
    erased_at     timestamptz
);

create table notifications (
    id          uuid primary key,
    user_id     uuid not null,
    kind        text not null,
    job_id      uuid,
    title       text not null,
    body        text not null,
    link        text not null,
    created_at  timestamptz not null,
    read_at     timestamptz
);
create index notifications_by_user on notifications (user_id, id desc);

-- Mail that is to go out, once each. A row is taken by one sender at a time.
create table mails (
    id          uuid primary key,
    user_id     uuid not null,
    recipient   text not null,
    subject     text not null,
    body        text not null,
    status      text not null check (status in ('waiting', 'sent', 'failed')),
    attempts    int not null,
    next_at     timestamptz not null,
    created_at  timestamptz not null,
    sent_at     timestamptz
);
create index mails_waiting on mails (next_at) where status = 'waiting';

do $$ declare owned text; begin
    foreach owned in array array['people', 'notifications', 'mails'] loop
        execute format('alter table %I enable row level security', owned);
        execute format('alter table %I force row level security', owned);
        execute format('create policy %I on %I using (app_may_see(user_id))', owned || '_owner', owned);
    end loop;
end $$;
