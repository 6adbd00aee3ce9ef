create table files (
    id            uuid primary key,
    user_id       uuid not null,
    kind          text not null check (kind in ('upload', 'artifact')),
    name          text not null check (name <> ''),
    size          bigint not null check (size >= 0),
    content_type  text not null,
    sha256        text not null check (length(sha256) = 64),
    status        text not null check (status in ('ready', 'scanning', 'rejected')),
    object_key    uuid not null unique,
    created_at    timestamptz not null,
    delete_after  timestamptz,
    deleted_at    timestamptz
);
create index files_of_user on files (user_id, id desc) where deleted_at is null;
create index files_delete_after on files (delete_after) where deleted_at is null and delete_after is not null;

alter table files enable row level security;
alter table files force row level security;
create policy files_owner on files using (app_may_see(user_id));

-- Bytes that are to go at due_at unless the row is taken away before: written ahead of the bytes, so that none is ever
-- left over by a crash, and again when a file is deleted.
create table doomed_objects (
    object_key  uuid primary key,
    due_at      timestamptz not null
);
create index doomed_objects_due_at on doomed_objects (due_at);
