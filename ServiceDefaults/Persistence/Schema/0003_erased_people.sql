-- People who were erased lately: for as long as a message of theirs may still die. Then nothing here knows them.
create table erased_people (
    user_id    uuid primary key,
    erased_at  timestamptz not null
);

-- Deletes the dead letters that hold one of these words, and says how many. What tells a service to erase somebody stays:
-- given back, it does so.
create function forget_dead_letters(words text[]) returns bigint language sql as $$
    with gone as (
        delete from dead_letters letter
        where letter.type is distinct from 'SwipeReview.Contracts.Identity.UserDeleted'
            and exists (select from unnest(words) as word where position(convert_to(word, 'UTF8') in letter.body) > 0)
        returning 1
    )
    select count(*) from gone
$$;
