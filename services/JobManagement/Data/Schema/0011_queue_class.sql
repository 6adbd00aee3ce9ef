-- In which class of the line a person's jobs are, as Payment says; who is not here has no plan and is in the background one. An event that
-- comes late changes nothing.
create table queue_classes (
    user_id     uuid primary key,
    priority    int not null references line_classes (priority),
    changed_at  timestamptz not null
);
alter table queue_classes enable row level security;
alter table queue_classes force row level security;
create policy queue_classes_owner on queue_classes using (app_may_see(user_id));
