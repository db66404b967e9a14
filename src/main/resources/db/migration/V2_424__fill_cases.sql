-- Buyer, market and place in the queue of the cases that there are, as review.state.Priority has it; the figures are those of
-- rough-worth.txt. A case that a party to it holds is open for anybody again. Filled twice it is filled the same.
do $$
declare
    last text := '';
begin
    create temporary table if not exists worth (currency text primary key, a_euro_is float8, digits int);
    delete from worth;
    insert into worth values
            ('AED', 4.3, 2), ('AFN', 80, 2), ('ALL', 97, 2), ('AMD', 445, 2), ('AOA', 1070, 2), ('ARS', 1650, 2),
            ('AUD', 1.75, 2), ('AWG', 2.1, 2), ('AZN', 2, 2), ('BAM', 1.96, 2), ('BBD', 2.35, 2), ('BDT', 142, 2),
            ('BHD', 0.44, 3), ('BIF', 3450, 0), ('BMD', 1.16, 2), ('BND', 1.5, 2), ('BOB', 8, 2), ('BRL', 6.2, 2),
            ('BSD', 1.16, 2), ('BTN', 104, 2), ('BWP', 15.5, 2), ('BYN', 3.5, 2), ('BZD', 2.35, 2), ('CAD', 1.62, 2),
            ('CDF', 2600, 2), ('CHF', 0.94, 2), ('CLP', 1090, 0), ('CNY', 8.25, 2), ('COP', 4500, 2), ('CRC', 585, 2),
            ('CUP', 28, 2), ('CVE', 110, 2), ('CZK', 24.3, 2), ('DJF', 206, 0), ('DKK', 7.47, 2), ('DOP', 73, 2),
            ('DZD', 151, 2), ('EGP', 55, 2), ('ERN', 17.4, 2), ('ETB', 175, 2), ('EUR', 1, 2), ('FJD', 2.65, 2),
            ('FKP', 0.88, 2), ('GBP', 0.88, 2), ('GEL', 3.15, 2), ('GHS', 13, 2), ('GIP', 0.88, 2), ('GMD', 85, 2),
            ('GNF', 10050, 0), ('GTQ', 8.9, 2), ('GYD', 243, 2), ('HKD', 9, 2), ('HNL', 30.5, 2), ('HTG', 152, 2),
            ('HUF', 385, 2), ('IDR', 19300, 2), ('ILS', 3.8, 2), ('INR', 104, 2), ('IQD', 1520, 3), ('IRR', 1200000, 2),
            ('ISK', 148, 0), ('JMD', 186, 2), ('JOD', 0.82, 3), ('JPY', 180, 0), ('KES', 150, 2), ('KGS', 101, 2),
            ('KHR', 4650, 2), ('KMF', 492, 0), ('KPW', 1040, 2), ('KRW', 1700, 0), ('KWD', 0.36, 3), ('KYD', 0.97, 2),
            ('KZT', 600, 2), ('LAK', 25000, 2), ('LBP', 104000, 2), ('LKR', 357, 2), ('LRD', 208, 2), ('LSL', 20, 2),
            ('LYD', 6.3, 3), ('MAD', 10.7, 2), ('MDL', 19.7, 2), ('MGA', 5200, 2), ('MKD', 61.6, 2), ('MMK', 2430, 2),
            ('MNT', 4130, 2), ('MOP', 9.3, 2), ('MRU', 46, 2), ('MUR', 53, 2), ('MVR', 17.9, 2), ('MWK', 2010, 2),
            ('MXN', 21.3, 2), ('MYR', 4.8, 2), ('MZN', 74, 2), ('NAD', 20, 2), ('NGN', 1680, 2), ('NIO', 42.6, 2),
            ('NOK', 11.8, 2), ('NPR', 166, 2), ('NZD', 2.05, 2), ('OMR', 0.45, 3), ('PAB', 1.16, 2), ('PEN', 3.9, 2),
            ('PGK', 4.9, 2), ('PHP', 68, 2), ('PKR', 327, 2), ('PLN', 4.24, 2), ('PYG', 8150, 0), ('QAR', 4.2, 2),
            ('RON', 5.1, 2), ('RSD', 117, 2), ('RUB', 91, 2), ('RWF', 1690, 0), ('SAR', 4.35, 2), ('SBD', 9.6, 2),
            ('SCR', 16, 2), ('SDG', 700, 2), ('SEK', 11, 2), ('SGD', 1.5, 2), ('SHP', 0.88, 2), ('SLE', 27, 2),
            ('SOS', 663, 2), ('SRD', 44.7, 2), ('SSP', 5300, 2), ('STN', 24.5, 2), ('SVC', 10.1, 2), ('SYP', 12800, 2),
            ('SZL', 20, 2), ('THB', 37.5, 2), ('TJS', 10.7, 2), ('TMT', 4.06, 2), ('TND', 3.4, 3), ('TOP', 2.75, 2),
            ('TRY', 49, 2), ('TTD', 7.9, 2), ('TWD', 36.3, 2), ('TZS', 2830, 2), ('UAH', 49, 2), ('UGX', 4180, 0),
            ('USD', 1.16, 2), ('UYU', 46, 2), ('UYW', 6, 4), ('UZS', 13800, 2), ('VED', 280, 2), ('VES', 280, 2),
            ('VND', 30500, 0), ('VUV', 141, 0), ('WST', 3.2, 2), ('XAF', 656, 0), ('XCD', 3.13, 2), ('XCG', 2.08, 2),
            ('XOF', 656, 0), ('XPF', 119, 0), ('YER', 277, 2), ('ZAR', 20, 2), ('ZMW', 26.5, 2), ('ZWG', 30, 2);
    loop
        with batch as (
            select distinct order_id from review_case where order_id > last order by order_id limit 1000),
        known as (
            select c.order_id, c.id, o.buyer_id, o.market,
                   c.claim_token is not null and (c.assignee = c.seller_id or c.assignee = o.buyer_id) as of_party,
                   greatest(least(c.score, 100), case c.reason when 'MANUAL' then 50 when 'DISPUTE' then 30
                       when 'OVERDUE' then 20 when 'LOST' then 40 when 'CARRIER_CORRECTION' then 20 else 10 end) as risk,
                   greatest(1, c.amount / power(10::float8, coalesce(w.digits, 2)) / coalesce(w.a_euro_is, 1)) as euros
            from batch
            join review_case c on c.order_id = batch.order_id
            join orders o on o.order_id = c.order_id
            left join worth w on w.currency = c.currency
            where c.ranks_at is null or c.buyer_id is null),
        filled as (
            update review_case c set
                buyer_id = known.buyer_id,
                market = known.market,
                ranks_at = c.due_at - make_interval(secs => ln(known.euros * known.risk / 100) / ln(2::float8) * 86400),
                status = case when known.of_party then 'OPEN' else c.status end,
                assignee = case when known.of_party then null else c.assignee end,
                claim_token = case when known.of_party then null else c.claim_token end,
                claim_until = case when known.of_party then null else c.claim_until end,
                version = c.version + 1
            from known where c.order_id = known.order_id and c.id = known.id)
        select max(order_id) into last from batch;
        exit when last is null;
        commit;
    end loop;
    drop table worth;
end
$$;
