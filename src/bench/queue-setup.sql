-- Orders like the template, each with a case, its signal, and a note where it is decided or was looked at. So many are not
-- decided: :undecided of :cases. A hundred sellers, three currencies, scores from 0 to 100, due from a month ago to a week ahead.
insert into orders
select copy.* from orders o, generate_series(1, :cases) number, lateral jsonb_populate_record(
    o, jsonb_build_object('order_id', 'case-' || number, 'buyer_id', 'buyer-' || number % 100000,
        'seller_id', 'seller-' || number % 100)) copy
where o.order_id = :'template';

insert into order_line
select copy.* from order_line o, generate_series(1, :cases) number, lateral jsonb_populate_record(
    o, jsonb_build_object('order_id', 'case-' || number)) copy
where o.order_id = :'template';

-- Ids as long as the service's. What is decided comes first, as it does where people work.
insert into review_case (order_id, id, seller_id, buyer_id, market, status, score, amount, currency, reason, opened_at, due_at,
    ranks_at, verdict, statement, decided_by, version)
select 'case-' || number, gen_random_uuid(), 'seller-' || number % 100, 'buyer-' || number % 100000, 'aliexpress',
    case when number > :cases - :undecided then 'OPEN' when number % 10 = 0 then 'CLOSED' else 'DECIDED' end,
    score, amount, currency, case when number % 5 = 0 then 'MANUAL' else 'DETECTED' end,
    due_at - interval '5 days', due_at,
    due_at - make_interval(secs => ln(greatest(score, 10) / 100.0 * greatest(amount / 100.0, 1)) / ln(2.0) * 86400),
    case when number <= :cases - :undecided and number % 10 > 0 then 'RELEASE' end,
    case when number <= :cases - :undecided then 'Posted a day late, and found at the depot of the carrier in the end' end,
    case when number <= :cases - :undecided and number % 10 > 0 then 'mod-' || number % 20 end, 0
from generate_series(1, :cases) number, lateral (select
    (number * 7919 % 101)::int as score,
    (number * 104729 % 30000)::bigint as amount,
    (array['EUR', 'EUR', 'EUR', 'USD', 'GBP'])[1 + number % 5] as currency,
    now() + ((number * 15485863::bigint % 53280) - 43200) * interval '1 minute' as due_at) as made;

insert into finding (order_id, id, shipment_id, code, detector_version, weight, words, facts, found_at, found_by)
select order_id, gen_random_uuid(), gen_random_uuid(),
    case when score = 99 then 'EVIDENCE_REUSED' else 'NO_CARRIER_MOVEMENT' end, 1, 60,
    'Declared shipped 8 days ago, and no carrier has scanned the parcel', '{}', opened_at, 'sweep'
from review_case where order_id like 'case-%';

-- Each word is in the notes of a few cases.
insert into case_note (order_id, case_id, id, author, text, at)
select order_id, id, gen_random_uuid(), 'mod-1', 'Asked the hotline about word' || (score * 97 + amount) % 5000, opened_at
from review_case where order_id like 'case-%' and (status <> 'OPEN' or score > 50);

vacuum analyze;
checkpoint;
