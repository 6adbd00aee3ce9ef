-- Numbers without gaps: the row of a series is locked from the taking of a number to the end of its transaction.
create table paper_numbers (
    kind  text not null,
    year  int not null,
    last  int not null,
    primary key (kind, year)
);

create table papers (
    id              uuid primary key,
    user_id         uuid not null,
    payment_id      uuid not null references payments (id),
    refund_id       uuid unique references refunds (id),
    kind            text not null check (kind in ('invoice', 'creditNote')),
    year            int not null,
    number          int not null check (number > 0),
    seller          text not null,
    seller_address  text not null,
    seller_tax_id   text not null,
    issued_at       timestamptz not null,
    unique (kind, year, number),
    check ((kind = 'creditNote') = (refund_id is not null))
);
create unique index papers_one_invoice on papers (payment_id) where kind = 'invoice';
create index papers_by_payment on papers (payment_id);
alter table papers enable row level security;
alter table papers force row level security;
create policy papers_owner on papers using (app_may_see(user_id));
