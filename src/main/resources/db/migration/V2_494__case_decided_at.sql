-- When a case was decided: how long that took, and what is looked at a second time. Null of one that the release before decided.
alter table review_case add column decided_at timestamptz;
