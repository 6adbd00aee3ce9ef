-- Who made a decision, and why where it was made for the person. The defaults are what was so before there was a choice.
alter table decisions
    add column made_by text not null default 'person' check (made_by in ('person', 'bulk', 'rule', 'autopilot')),
    add column because text;

update decisions set made_by = 'bulk' where batch_id is not null;

-- Of the decision that stands.
alter table changes
    add column decided_by text,
    add column because text;
create index changes_hidden on changes (job_id) where decided_by = 'rule' and decision_action = 'reject';
