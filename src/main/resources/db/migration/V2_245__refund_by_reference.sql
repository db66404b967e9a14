-- What a provider has is looked for among our refunds by their name for it.
create index concurrently refund_by_reference on refund (reference);
