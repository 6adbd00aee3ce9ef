-- Which plan a person has, as Payment says; who is not here has none.
create table tiers (
    user_id     uuid primary key,
    tier        text not null,
    changed_at  timestamptz not null
);
alter table tiers enable row level security;
alter table tiers force row level security;
create policy tiers_owner on tiers using (app_may_see(user_id));
