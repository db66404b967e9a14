package dev.countermand.tracking.webhook;

/** Deliveries that were taken: there is no entity, because nothing but their being there is ever asked. */
final class WebhookSql {

    private WebhookSql() {}

    static final String TIMES_TAKEN =
            "select count(*) from webhook_delivery where provider = :provider and delivery_id = :id";

    /** Two of one delivery at once both come here. */
    static final String TAKE = "insert into webhook_delivery (provider, delivery_id, taken_at)"
            + " values (:provider, :id, :now) on conflict do nothing";

    static final String OLD = """
            delete from webhook_delivery where (provider, delivery_id) in (
                select provider, delivery_id from webhook_delivery
                where taken_at < :oldest order by taken_at limit :batch
                for update skip locked)
            """;
}
