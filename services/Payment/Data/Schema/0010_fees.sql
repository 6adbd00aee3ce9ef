-- What a processor keeps of a charge may be stated later than that it was paid.
alter table payments add column awaits_fee boolean not null default false;
create index payments_awaiting_fee on payments (settled_at) where awaits_fee;
