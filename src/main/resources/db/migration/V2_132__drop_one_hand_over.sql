-- P2: parcels are handed over one by one. That nothing is handed over twice is decided under the order's lock, by its units.
alter table hand_over drop constraint one_hand_over;
