-- Files on their way: what has arrived of each lies as immutable objects, so that any instance can go on with it.
create table uploads (
    id            uuid primary key,
    user_id       uuid not null,
    key           text,
    name          text not null check (name <> ''),
    metadata      text not null,
    size          bigint not null check (size > 0),
    received      bigint not null check (received between 0 and size),
    parts         int not null,
    file_id       uuid,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    check ((file_id is not null) = (received = size))
);
create unique index uploads_key on uploads (user_id, key) where key is not null;
create index uploads_of_user on uploads (user_id) where file_id is null;
create index uploads_expires_at on uploads (expires_at);

create table upload_parts (
    upload_id     uuid not null references uploads,
    start         bigint not null,
    size          bigint not null check (size > 0),
    object_key    uuid not null unique,
    primary key (upload_id, start)
);

alter table uploads enable row level security;
alter table uploads force row level security;
create policy uploads_owner on uploads using (app_may_see(user_id));
alter table upload_parts enable row level security;
alter table upload_parts force row level security;
create policy upload_parts_owner on upload_parts using (exists (select from uploads where uploads.id = upload_id));
