-- P7: nobody had decided it when it was due.
alter table review_case add column overdue_since timestamptz;
