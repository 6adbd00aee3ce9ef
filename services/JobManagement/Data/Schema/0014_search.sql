-- The words of a job: its file's name and the texts of its changes, without accents, endings left as they are, since a
-- person's jobs may be in any language.
create extension if not exists unaccent;
create text search configuration job_words (copy = simple);
alter text search configuration job_words alter mapping for asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart
    with unaccent, simple;

-- What stands between words is a space, so that the parser sees no file names, addresses or numbers with points.
create function job_words_of(text text) returns tsvector language sql stable as $$
    select strip(to_tsvector('job_words', translate($1, E'!"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~', '                                ')))
$$;

-- A job whose words are more than a row can hold is found by those that came first: that must never fail the job.
create function job_words_with(known tsvector, more text) returns tsvector language plpgsql stable as $$
begin
    return case when length(known) > 50000 then known else known || job_words_of(more) end;
exception when program_limit_exceeded then
    return known;
end $$;

-- Belongs to no one by itself: it is only ever read through the job, whose row is fenced. (A fence here would keep the
-- index from being used: matching is no leak-proof operation.)
create table job_words (
    job_id  uuid primary key references jobs (id) on delete cascade,
    words   tsvector not null
);

create function note_job_words() returns trigger language plpgsql as $$
begin
    insert into job_words values (new.id, job_words_with('', new.file_name));
    return null;
end $$;

insert into job_words
    select job.id, job_words_with(job_words_of(job.file_name), coalesce((
        select left(string_agg(change.original || ' ' || change.replacement, ' '), 500000) from changes change where change.job_id = job.id), ''))
    from jobs job;
create index job_words_index on job_words using gin (words);
create trigger jobs_note_words after insert on jobs for each row execute function note_job_words();

-- The job that this one does once more.
alter table jobs add column rerun_of uuid;
