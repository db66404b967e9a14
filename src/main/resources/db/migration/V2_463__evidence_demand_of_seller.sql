create index concurrently evidence_demand_of_seller on evidence_demand (seller_id, (outcome is null), id);
