-- A payment that is registered looks for what its provider has told of it before.
create index concurrently provider_news_of_payment on provider_news
    using gin (string_to_array(payment_references, ' ')) where order_id is null;
