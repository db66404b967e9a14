-- P7: nobody had decided it when it was due.
alter table refund add column overdue_since timestamptz;
