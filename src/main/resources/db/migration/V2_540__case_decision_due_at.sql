-- P7: when the case was due as it was decided; approval, rejection and undoing give it another time. Null of a decision by the
-- release before.
alter table case_decision add column due_at timestamptz;
