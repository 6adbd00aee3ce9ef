-- Blocks that no model could read, with the number of those that have something to read: {"blocks", "of", "reasons"}.
alter table jobs
    add column blocks_written int,
    add column unread jsonb;
