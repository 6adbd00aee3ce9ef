-- Changes of a job that exclude each other: each pair twice, once from either side. They lie in one block, are proposed
-- together and never change. Which of them counts follows from the decisions; changes that hang together share a
-- conflict_set, so that whatever one decision moves is loaded at once.
create table change_conflicts (
    change_id  uuid not null references changes (id) on delete cascade,
    -- No reference: the same pair from its other side has it, and goes with it.
    other_id   uuid not null,
    job_id     uuid not null,
    user_id    uuid not null,
    kind       text not null check (kind in ('overlap', 'alternatives')),
    primary key (change_id, other_id),
    check (change_id <> other_id)
);
alter table change_conflicts enable row level security;
alter table change_conflicts force row level security;
create policy change_conflicts_owner on change_conflicts using (app_may_see(user_id));

alter table changes
    add column conflict_set uuid,
    add column settled_by uuid,
    add constraint settled_is_rejected check (settled_by is null or state = 'rejected');
create index changes_in_conflict on changes (job_id, conflict_set) where conflict_set is not null;

-- A preview may begin at any block.
create unique index job_blocks_by_id on job_blocks (job_id, block_id);
