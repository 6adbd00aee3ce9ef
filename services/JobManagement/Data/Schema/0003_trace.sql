-- The W3C trace parent of the request that submitted a job.
alter table jobs add column trace_parent text;
