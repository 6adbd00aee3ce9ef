-- What a processor told us, by its own id of the event: the row is what makes a repeated event one. Of the event only
-- its references are kept, for whoever follows it reads the object anew.
create table processor_events (
    processor    text not null,
    id           text not null,
    type         text not null,
    object_id    text not null,
    reference    text,
    customer     text,
    created_at   timestamptz not null,
    received_at  timestamptz not null,
    done_at      timestamptz,
    outcome      text,
    primary key (processor, id)
);
create index processor_events_left on processor_events (received_at) where done_at is null;
create index processor_events_done on processor_events (done_at) where done_at is not null;
