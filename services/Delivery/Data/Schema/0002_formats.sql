-- All formats of a job, and for reports which of their two variants.
alter table artifacts drop constraint artifacts_format_check;
alter table artifacts add constraint artifacts_format_check check (format in ('clean', 'redline', 'patch', 'report', 'receipt'));
alter table artifacts add column variant text check (variant in ('html', 'pdf'));
alter table artifacts add constraint artifacts_variant_of_reports check ((format = 'report') = (variant is not null));

drop index artifacts_living;
create unique index artifacts_living on artifacts (job_id, format, variant, revision) nulls not distinct where status in ('queued', 'ready');
