-- Double entry. An entry says what happened and why; its postings say which accounts got (positive) and gave (negative),
-- in minor units, and sum to zero in each currency. Kind and cause are unique, so that nothing is booked twice. These are
-- the house's books and no person's rows: only an administrator reads them.

-- ISO 4217; Ledger/Currencies.cs says the same.
create function minor_units(amount numeric, currency text) returns bigint language sql immutable as $$
    select (amount * case
        when currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') then 1
        when currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 1000
        else 100 end)::bigint
$$;

create table ledger_entries (
    id          uuid primary key,
    kind        text not null,
    cause       text not null,
    user_id     uuid not null,
    payment_id  uuid,
    postings    int not null check (postings >= 2),
    at          timestamptz not null,
    unique (kind, cause)
);
create index ledger_entries_by_payment on ledger_entries (payment_id);

create table postings (
    entry_id  uuid not null references ledger_entries (id),
    line      int not null,
    account   text not null,
    currency  char(3) not null check (currency ~ '^[A-Z]{3}$'),
    amount    bigint not null check (amount <> 0),
    primary key (entry_id, line)
);
create index postings_by_account on postings (account, currency);

-- Looked at when the transaction commits: an entry must be whole, so none can be added to later either.
create function ledger_must_balance() returns trigger language plpgsql as $$
declare entry uuid := coalesce(to_jsonb(new) ->> 'entry_id', to_jsonb(new) ->> 'id');
begin
    if (select count(*) from postings where entry_id = entry) <> (select postings from ledger_entries where id = entry) then
        raise exception 'ledger entry % is not whole', entry using errcode = 'check_violation';
    end if;
    if exists (select from postings where entry_id = entry group by currency having sum(amount) <> 0) then
        raise exception 'ledger entry % does not balance', entry using errcode = 'check_violation';
    end if;
    return null;
end $$;

create constraint trigger ledger_entries_balance after insert on ledger_entries
    deferrable initially deferred for each row execute function ledger_must_balance();
create constraint trigger postings_balance after insert on postings
    deferrable initially deferred for each row execute function ledger_must_balance();

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is only added to' using errcode = 'insufficient_privilege';
end $$;

create trigger ledger_entries_append_only before update or delete or truncate on ledger_entries
    for each statement execute function ledger_is_append_only();
create trigger postings_append_only before update or delete or truncate on postings
    for each statement execute function ledger_is_append_only();

-- Ten digits are few for currencies whose smallest coin is worth little.
alter table quotes alter column amount type numeric(18,4), alter column due type numeric(18,4);
alter table payments alter column amount type numeric(18,4);
alter table test_checkout_sessions alter column amount type numeric(18,4);

alter table payments
    add column tax numeric(18,4) not null default 0 check (tax >= 0 and tax <= amount),
    add column refunded numeric(18,4) not null default 0 check (refunded >= 0 and refunded <= amount);

-- What was paid before there was a ledger.
set local app.user_id = '*';
insert into ledger_entries (id, kind, cause, user_id, payment_id, postings, at)
select gen_random_uuid(), kind, id::text, user_id, id, 2, settled_at
from payments, unnest(array['charge', 'capture']) as kind where status = 'settled' and amount > 0;
insert into postings (entry_id, line, account, currency, amount)
select entry.id, side.line, case
        when side.line = 1 then case entry.kind when 'charge' then 'receivable:user' else 'processor:' || payment.processor end
        else case entry.kind when 'charge' then 'revenue' else 'receivable:user' end end,
    payment.currency, side.sign * minor_units(payment.amount, payment.currency)
from ledger_entries entry join payments payment on payment.id = entry.payment_id, (values (1, 1), (2, -1)) as side (line, sign);
