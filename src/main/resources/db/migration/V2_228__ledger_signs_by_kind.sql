-- A20a, A20b: money that comes back into an order: of a refund that was closed, and of a chargeback that was won.
alter table ledger_entry add constraint signs_by_kind
    check (case when kind in ('CAPTURE', 'REFUND_CLOSED', 'CHARGEBACK_WON') then amount > 0 else amount < 0 end) not valid;
