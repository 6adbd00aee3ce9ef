-- Any processor names its checkouts and charges as it likes. The version before this one goes on with session_id.
alter table payments
    add column session     text unique,
    add column charge      text,
    add column attempt     int not null default 0,
    add column closing_at  timestamptz,
    add column checked_at  timestamptz,
    add column problem     text;
update payments set session = session_id::text where session_id is not null;
create index payments_by_charge on payments (charge) where charge is not null;
create index payments_under_way on payments (created_at) where status = 'pending';

-- One that is to be closed makes room for the next at once; that one waits until it is known how the first ended.
drop index payments_one_pending;
create unique index payments_one_pending on payments (job_id) where status = 'pending' and closing_at is null;

alter table test_checkout_sessions
    drop constraint test_checkout_sessions_state_check,
    add check (state in ('open', 'processing', 'paid', 'declined', 'expired')),
    add unique (payment_id),
    add column return_url  text not null default '/',
    add column arrives_at  timestamptz;

create table test_refunds (
    id          uuid primary key,
    session_id  uuid not null references test_checkout_sessions (id),
    amount      numeric(18,4) not null check (amount > 0),
    currency    char(3) not null
);
