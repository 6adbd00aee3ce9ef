-- People who are to be erased. Their rows go in batches, and this one goes when nothing else of them is left.
create table erasures (
    user_id   uuid primary key,
    asked_at  timestamptz not null
);
