-- Amounts have an order within one currency.
create index concurrently case_by_amount on review_case (currency, status, (-amount), id);
