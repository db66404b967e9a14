-- A20: the round in which that was. In a later one nobody has begun a call yet.
alter table refund add column handed_over_round int;
