-- Events that their carrier has taken back. They stay on record where they are; here stands that they do not count. The word
-- may come before the event, so it has a table of its own.
create table voided_event (
    carrier         text        not null,
    tracking_number text        not null,
    event_id        text        not null,
    voided_at       timestamptz not null,
    primary key (carrier, tracking_number, event_id)
);
create index voided_event_received on voided_event using brin (voided_at);
