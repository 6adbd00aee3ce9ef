-- What banks say of payments, as it was last read. The money that moved with it is in the ledger, by the movements' ids.
create table disputes (
    processor   text not null,
    id          text not null,
    payment_id  uuid references payments (id),
    user_id     uuid not null,
    amount      numeric(18,4) not null check (amount > 0),
    currency    char(3) not null,
    reason      text not null,
    status      text not null check (status in ('inquiry', 'closed', 'open', 'lost', 'won')),
    movements   int not null,
    held        numeric(18,4) not null,
    lost        numeric(18,4) not null,
    answer_by   timestamptz,
    created_at  timestamptz not null,
    ended_at    timestamptz,
    primary key (processor, id)
);
create index disputes_by_payment on disputes (payment_id);
create index disputes_by_age on disputes (created_at desc, id);
alter table disputes enable row level security;
alter table disputes force row level security;
create policy disputes_owner on disputes using (app_may_see(user_id));

alter table payments
    drop constraint payments_status_check,
    add constraint payments_status_check check (status in ('notRequired', 'pending', 'settled', 'failed', 'refunded', 'disputed', 'chargedBack')),
    add column held_back         numeric(18,4) not null default 0,
    add column dispute_revision  int not null default 0;

-- What is disputed counts as paid until it is decided, and what a bank took for a part leaves the rest.
drop index payments_settled_by_user;
create index payments_settled_by_user on payments (user_id, settled_at) where status in ('settled', 'notRequired', 'disputed', 'chargedBack');
