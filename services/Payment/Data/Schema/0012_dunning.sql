-- Renewals that are not paid, and what a period was charged at: who goes up in the middle of one owes the difference.
alter table test_plans drop constraint test_plans_state_check;
alter table test_plans add constraint test_plans_state_check check (state in ('open', 'active', 'pastDue', 'unpaid', 'declined', 'ended'));
alter table test_plans add column charged_tier text, add column charged_period int;
