-- What each account of an order stands at, written with the transfers that make it so; a row is made with the first of them.
create table ledger_balance (
    order_id        text   primary key references orders,
    currency        text   not null,
    provider        bigint not null default 0,
    buyer           bigint not null default 0,
    escrow          bigint not null default 0,
    seller          bigint not null default 0,
    platform        bigint not null default 0,
    carrier_costs   bigint not null default 0,
    claim_on_buyer  bigint not null default 0,
    claim_on_seller bigint not null default 0,
    outstanding     bigint not null default 0,
    chargeback      bigint not null default 0,
    suspense        bigint not null default 0,
    settled         bigint not null default 0,
    paid_out        bigint not null default 0,
    captured        bigint not null default 0,
    refunded        bigint not null default 0,
    charged_back    bigint not null default 0,
    constraint balanced check (provider + buyer + escrow + seller + platform + carrier_costs + claim_on_buyer
        + claim_on_seller + outstanding + chargeback + suspense + settled + paid_out = 0),
    -- A20, A20a: no more goes back than came in, be it decided, sent, or taken by a bank.
    constraint refunded_within_captured
        check (refunded >= 0 and charged_back >= 0 and refunded + charged_back <= captured),
    constraint no_more_sent_than_came check (provider <= 0),
    constraint no_more_sent_than_owed check (buyer >= 0),
    -- A18: what was given back, kept or taken by a bank is not the seller's, and what is theirs is not given back.
    constraint escrow_holds_what_is_there check (escrow >= 0),
    constraint seller_gets_what_was_released check (seller >= 0),
    constraint carrier_costs_are_costs check (carrier_costs >= 0),
    constraint claim_on_buyer_is_owed check (claim_on_buyer <= 0),
    constraint claim_on_seller_is_owed check (claim_on_seller <= 0),
    constraint outstanding_is_claimed check (outstanding between 0 and -claim_on_buyer),
    constraint chargeback_is_disputed check (chargeback >= 0),
    constraint suspense_is_there check (suspense >= 0),
    constraint settled_is_paid check (settled >= 0),
    constraint paid_out_is_out check (paid_out >= 0)
);
