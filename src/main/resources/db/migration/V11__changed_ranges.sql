-- Incremental ranges of what has changed go along the index of changes: from this moment on, before that one. Orders by
-- name are for what else there is to look at.
alter table sweep_range
    add column first_change timestamptz,
    add column end_change   timestamptz,
    drop constraint has_orders,
    add constraint one_kind_of_bounds check (num_nonnulls(first_order, orders, first_change) = 1),
    add constraint changes_have_an_end check ((first_change is null) = (end_change is null));
