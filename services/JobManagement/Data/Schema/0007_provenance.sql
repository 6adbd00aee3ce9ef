-- How a change came to be, as far as the router said so: by which version of the task's words, how long after the
-- question, its share of what the call cost, and whether an earlier answer to the same question served again.
alter table changes
    add column prompt_version text,
    add column latency_ms int,
    add column cost numeric(10,4),
    add column cost_currency char(3),
    add column cache_hit boolean;

-- What may not change: the person's own terms, and numbers. Terms go with the file.
alter table jobs
    add column glossary text[],
    add column keep_numbers boolean not null default false;
