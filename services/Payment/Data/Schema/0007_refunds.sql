-- An order is stored before the processor is asked, and ends once.
create table refunds (
    id          uuid primary key,
    payment_id  uuid not null references payments (id),
    user_id     uuid not null,
    amount      numeric(18,4) not null check (amount > 0),
    tax         numeric(18,4) not null check (tax >= 0 and tax <= amount),
    currency    char(3) not null,
    reason      text not null,
    is_goodwill boolean not null,
    ordered_by  uuid,
    status      text not null check (status in ('ordered', 'pending', 'succeeded', 'failed')),
    reference   text,
    attempt     int not null,
    created_at  timestamptz not null,
    ended_at    timestamptz
);
create index refunds_by_payment on refunds (payment_id);
create index refunds_under_way on refunds (created_at) where status in ('ordered', 'pending');
alter table refunds enable row level security;
alter table refunds force row level security;
create policy refunds_owner on refunds using (app_may_see(user_id));

-- What is on its way back is counted as gone, so that it can't be spent or sent back again.
alter table payments
    add column refunding  numeric(18,4) not null default 0 check (refunding >= 0),
    add column goodwill   numeric(18,4) not null default 0 check (goodwill >= 0),
    add column tax_back   numeric(18,4) not null default 0 check (tax_back >= 0 and tax_back <= tax),
    add check (refunded + refunding <= amount);
