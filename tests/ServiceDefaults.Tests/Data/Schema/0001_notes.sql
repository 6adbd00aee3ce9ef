create table notes (
    id       uuid primary key,
    user_id  uuid not null,
    kind     text not null,
    text     text not null
);
alter table notes enable row level security;
alter table notes force row level security;
create policy notes_owner on notes using (app_may_see(user_id));
