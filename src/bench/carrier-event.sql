-- One carrier event as a statement that commits by itself: the rows that the load sends to the service, one by one. The
-- parcels are :first and the :numbers after it, each with five events; :base is the moment of the first, in
-- milliseconds, and a parcel has one a day.
\set n :n + 1
\set event :n * :clients + :client_id
\set parcel :first + :event % :numbers
\set step :event / :numbers
insert into bench_single (carrier, tracking_number, event_id, status, occurred_at, received_at, country, postal_code, city, description) values ('ups', bench_parcel(:parcel), 'ev-' || :step::int, (array['LABEL_CREATED', 'ACCEPTED', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED'])[:step::int + 1], to_timestamp((:base::bigint + :step::int * 86400000::bigint + :event::int) / 1000.0), now(), 'DE', '10115', 'Berlin', 'Processed at the sorting centre') on conflict do nothing;
