-- D1: units of the line that were left beside those awaited: of alike units, the awaited ones leave first.
alter table cancellation_line add column beside int not null default 0;
