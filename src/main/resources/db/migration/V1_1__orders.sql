-- The baseline: the schema of the first release, in files by feature; every file with version 1 belongs to it. What comes
-- after it follows the recipe in CONTRIBUTING.md, "Migrations".
--
-- Conventions, so that the same schema runs on one PostgreSQL and on a distributed one:
-- a table that belongs to an order has order_id first in its key; ids are UUIDv7 made by the service; no sequence on a hot
-- path; no foreign key crosses two orders; amounts are in minor units of the order's currency; no triggers, but for the ledger,
-- of which no constraint can say what must hold. JSON is kept as text: its bytes are part of the record, and jsonb would
-- reorder them.
--
-- Words. A column that holds a constant of an enum has a check of its form (..._is_a_word) and no list: the enum in the
-- code is the list, and a release that adds a constant needs no migration, so the release before goes on beside it. Checks
-- that name states (ended_says_when) say what must hold together in one row; they grow by the recipe.
--
-- Names. Checks, unique constraints and indexes are named here; primary and foreign keys have the names that PostgreSQL
-- gives them: orders_pkey, order_line_order_id_fkey.

-- The order and the facts that its one table of states works on (A1, A9, A25, P1). The row is what an act locks first.
create table orders (
    order_id                 text        not null primary key,
    -- M1: the policy's name and version under which it was placed, for good.
    market                   text        not null,
    policy_version           int         not null,
    buyer_id                 text        not null,
    seller_id                text        not null,
    currency                 text        not null,
    status                   text        not null,
    cancelled_by             text,
    frozen                   boolean     not null default false,
    frozen_at                timestamptz,
    -- A25: windows that are no deadlines (A10, D1, D2) stand still too. How long it was frozen since they began: since it
    -- was paid, then since it was delivered.
    frozen_seconds           bigint      not null default 0,
    -- An open request and an open dispute are facts beside the status.
    request_state            text,
    disputed                 boolean     not null default false,
    placed_at                timestamptz not null,
    verified_at              timestamptz,
    declared_at              timestamptz,
    accepted_at              timestamptz,
    delivered_at             timestamptz,
    closed_at                timestamptz,
    processing_seconds       bigint      not null,
    shipping_fee             bigint      not null,
    goods_total              bigint      not null,
    cancelled_total          bigint      not null default 0,
    paid                     bigint      not null default 0,
    refunded                 bigint      not null default 0,
    ship_from_country        text,
    ship_to_country          text        not null,
    ship_to_postal_code      text        not null,
    ship_to_city             text,
    -- E1: when the shop's own couriers come.
    delivery_date            date,
    delivery_from            time,
    delivery_to              time,
    -- D2: whether the terms of return were given in writing.
    terms_in_writing         boolean     not null default true,
    origin_hash              text        not null,
    changed_at               timestamptz not null,
    changed_by               text        not null,
    version                  bigint      not null,
    -- The seller's time in business days, where the policy counts it so (A9, M); processing_seconds then holds as many days.
    processing_business_days integer,
    -- A3: a payment is verified for longer than the policy's time, and none was captured: the buyer may cancel.
    verification_overdue     boolean     not null default false,
    -- E2: units were called back that were on their way: what the shipping fee is for was spent.
    recalled                 boolean     not null default false,
    -- D4, E2, C3: what of the payments is kept for a cost that the buyer bears; it can't be refunded for anything else.
    kept                     bigint      not null default 0,
    -- E1, A20a: what of the payments was for units that have left, or was never owed; it pays for nothing that is added later.
    paid_for_gone            bigint      not null default 0,
    -- A20a: what the bank has taken back of what was paid, as far as it was not refunded before.
    charged_back             bigint      not null default 0,
    -- A20: what of the shipping fee was given back without units leaving with it; it goes back once.
    shipping_given_back      bigint      not null default 0,
    -- A19: what buyers have not asked for of the price of goods that they gave back; it is their seller's.
    left_to_seller           bigint      not null default 0,
    constraint order_id_length check (length(order_id) between 1 and 64),
    constraint policy_version_positive check (policy_version > 0),
    constraint currency_code check (length(currency) = 3),
    constraint status_is_a_word check (status ~ '^[A-Z][A-Z0-9_]*$'),
    constraint cancelled_by_is_a_word check (cancelled_by ~ '^[A-Z][A-Z0-9_]*$'),
    constraint request_state_is_a_word check (request_state ~ '^[A-Z][A-Z0-9_]*$'),
    constraint processing_takes_time check (processing_seconds > 0),
    constraint shipping_fee_not_negative check (shipping_fee >= 0),
    constraint goods_total_not_negative check (goods_total >= 0),
    constraint cancelled_total_not_negative check (cancelled_total >= 0),
    constraint paid_not_negative check (paid >= 0),
    constraint frozen_seconds_not_negative check (frozen_seconds >= 0),
    -- A20: whatever is clicked twice, at once, or retried.
    constraint refunds_within_payments check (refunded between 0 and paid),
    constraint cancelled_says_by check ((status = 'CANCELLED') = (cancelled_by is not null)),
    constraint frozen_says_since check (frozen = (frozen_at is not null)),
    constraint delivery_has_a_day check (delivery_date is not null or (delivery_from is null and delivery_to is null)),
    constraint no_open_request_at_the_end check (request_state is null
        or status in ('PROCESSING', 'SHIPPED', 'IN_TRANSIT')),
    -- A20a: the same money goes back by a refund or by the bank, never by both.
    constraint returned_within_payments check (charged_back >= 0 and refunded + charged_back <= paid),
    constraint shipping_goes_back_once check (shipping_given_back between 0 and shipping_fee)
);
create index orders_of_buyer on orders (buyer_id, order_id);
create index orders_of_seller on orders (seller_id, order_id);
-- Somebody's orders, newest first, the closed ones too (A1).
create index orders_of_buyer_by_time on orders (buyer_id, placed_at desc, order_id);
create index orders_of_seller_by_time on orders (seller_id, placed_at desc, order_id);
create index orders_by_status on orders (status, order_id);
create index orders_frozen on orders (order_id) where frozen;
-- What a full sweep walks, beside shipment_open.
create index orders_open on orders (order_id) where closed_at is null;

-- Units of an order (A4, P1).
create table order_line (
    order_id        text    not null references orders,
    line            int     not null,
    sku             text    not null,
    title           text,
    quantity        int     not null,
    unit_price      bigint  not null,
    cancelled       int     not null default 0,
    shipped         int     not null default 0,
    -- D3: what was made for this consumer alone cannot be given back.
    made_to_measure boolean not null default false,
    version         bigint  not null,
    -- P2: of the units that were declared shipped, those that a carrier has taken over: they are not cancelled any more
    -- (A14).
    carried         int     not null default 0,
    -- P2: of those, the ones that were delivered: nobody refuses them at the door any more (L2).
    delivered       int     not null default 0,
    -- P1: of the units that left the order, those that came back (A19, C2, P3).
    returned        int     not null default 0,
    -- A20: what was given back for units of the line that are still in the order; a line is never paid back twice.
    given_back      bigint  not null default 0,
    -- A20: what all units of the line cost together, after discounts. Null: each unit at its price.
    total           bigint,
    -- Why the line costs less than its units one by one, as JSON. Null where nothing was said.
    discounts       text,
    primary key (order_id, line),
    constraint line_positive check (line > 0),
    constraint quantity_positive check (quantity > 0),
    constraint unit_price_not_negative check (unit_price >= 0),
    constraint cancelled_not_negative check (cancelled >= 0),
    constraint shipped_not_negative check (shipped >= 0),
    -- What was cancelled cannot be shipped, what was shipped cannot be cancelled. A declared unit that the administration
    -- cancels is taken back from "shipped" first.
    constraint units_exist check (cancelled + shipped <= quantity),
    constraint delivered_was_carried check (delivered between 0 and carried and carried <= quantity),
    constraint returned_have_left check (returned between 0 and cancelled),
    constraint a_line_goes_back_once check (given_back between 0 and quantity * unit_price),
    -- A20: a line costs no more than its units one by one, and never gives back more than it costs.
    constraint a_line_costs_its_total check (total between given_back and quantity * unit_price)
);

-- Everything that happens because nothing happened: A1, A6, A9, A13, A16, A18, A19, A22 and others. A replica claims the
-- kinds that it knows and leaves the others to those that know them.
create table deadline (
    order_id      text        not null references orders,
    id            uuid        not null,
    kind          text        not null,
    subject       text        not null,
    due_at        timestamptz not null,
    -- A25: it stands still while the order is frozen.
    paused_at     timestamptz,
    claimed_until timestamptz,
    attempts      int         not null default 0,
    last_failure  text,
    primary key (order_id, id),
    constraint one_deadline_of_a_kind unique (order_id, kind, subject),
    constraint kind_is_a_word check (kind ~ '^[A-Z][A-Z0-9_]*$')
);
-- The one look-up of an idle tick.
create index deadline_due on deadline (due_at) where paused_at is null;

-- M1: what was used once cannot silently change. The whole policy, layers and all, as it was when it was first loaded. It
-- is data and not text, so that a release that renames a figure can rename it here, too.
create table policy_document (
    name          text        not null,
    version       int         not null,
    document      jsonb       not null,
    first_used_at timestamptz not null,
    primary key (name, version),
    constraint version_positive check (version > 0)
);
