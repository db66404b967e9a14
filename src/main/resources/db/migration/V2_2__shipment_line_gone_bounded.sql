alter table shipment_line add constraint no_more_gone_than_sent check (gone between 0 and quantity) not valid;
