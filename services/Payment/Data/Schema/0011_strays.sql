-- Checkouts that were paid and that no payment of ours knows: their money goes back. The row is the order of that.
create table strays (
    id          uuid primary key,
    processor   text not null,
    session     text not null unique,
    payment_id  uuid, -- as the processor was told; it may not be there
    user_id     uuid,
    charge      text not null,
    amount      numeric(18,4) not null check (amount > 0),
    currency    char(3) not null,
    status      text not null check (status in ('ordered', 'pending', 'succeeded', 'failed')),
    reference   text,
    attempt     int not null default 0,
    found_at    timestamptz not null,
    ended_at    timestamptz
);
create index strays_under_way on strays (found_at) where status in ('ordered', 'pending');
alter table strays enable row level security;
alter table strays force row level security;
create policy strays_owner on strays using (app_may_see(user_id));

-- Up to when the processor's own lists were gone through.
create table sweeps (
    processor  text primary key,
    swept_at   timestamptz not null
);
