-- What was learned per person, from what they said to changes and still stands. It outlives the file, and so refers to
-- no job and holds no text but the pattern; it goes when the person forgets it or goes.

-- The switches of a memory. Who decides shares this row, who forgets, imports or switches holds it alone: nothing that
-- was on its way is learned after it was to be forgotten. Nobody who shares it ever waits to hold it alone.
create table memory_owners (
    user_id       uuid primary key,
    is_on         boolean not null default true,
    autopilot     boolean not null default true,
    forgotten_at  timestamptz
);

-- A row for each change that the person said yes or no to: all else is summed up from these, so that nothing is ever
-- counted twice and taking back is deleting. Two jobs of one person touch different rows.
create table memory_evidence (
    user_id        uuid not null,
    change_id      uuid not null,
    pattern_id     uuid not null,
    pattern        text not null,
    category       text not null,
    document_type  text not null,
    accepted       boolean not null,
    -- Of the change, its words and those around it: a hash.
    fingerprint    uuid,
    decided_at     timestamptz not null,
    -- What it weighs beside others, by its age: SwipeReview.Learning.Tally.
    weight         double precision not null,
    primary key (user_id, change_id)
);
create index memory_evidence_by_category on memory_evidence (user_id, category, pattern) include (pattern_id, document_type, accepted, weight, decided_at);
create index memory_evidence_by_pattern on memory_evidence (user_id, pattern_id, decided_at desc);
create index memory_evidence_by_fingerprint on memory_evidence (user_id, fingerprint, decided_at desc) where fingerprint is not null;

-- What a person told their memory about a pattern.
create table memory_patterns (
    user_id     uuid not null,
    pattern_id  uuid not null,
    pattern     text not null,
    category    text not null,
    rule        text not null check (rule in ('none', 'on', 'off')),
    is_on       boolean not null,
    changed_at  timestamptz not null,
    primary key (user_id, pattern_id)
);

-- When a pattern was forgotten: what was decided before stays forgotten when it comes to light again, as by the undo of
-- what had settled it. Names the pattern by its id, which is a hash.
create table memory_forgotten (
    user_id     uuid not null,
    pattern_id  uuid not null,
    at          timestamptz not null,
    primary key (user_id, pattern_id)
);

-- Hidden changes that the person brought back: hidden again only when rejected again.
create table memory_restored (
    user_id      uuid not null,
    fingerprint  uuid not null,
    pattern_id   uuid not null,
    at           timestamptz not null,
    primary key (user_id, fingerprint)
);

do $$ declare owned text; begin
    foreach owned in array array['memory_owners', 'memory_evidence', 'memory_patterns', 'memory_forgotten', 'memory_restored'] loop
        execute format('alter table %I enable row level security', owned);
        execute format('alter table %I force row level security', owned);
        execute format('create policy %I on %I using (app_may_see(user_id))', owned || '_owner', owned);
    end loop;
end $$;
