package dev.countermand.payment.ledger;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The statements of the ledger: what is booked and what the accounts stand at after it are one statement. */
final class LedgerSql {

    private LedgerSql() {}

    private static final String COLUMNS =
            Arrays.stream(Account.values()).map(Account::column).collect(Collectors.joining(", "));

    /** The order's accounts in the order of the enum; locked, as the order is. */
    static final String BALANCES = "select " + COLUMNS + " from ledger_balance where order_id = :order for update";

    /** The same to be shown, then what was captured, refunded and charged back; nothing is locked. */
    static final String SHOWN = "select order_id, " + COLUMNS
            + ", captured, refunded, charged_back from ledger_balance where order_id = any(:orders)";

    /** What is booked upon, of many orders, each behind its key; who books holds their locks, and nobody else books. */
    static final String BALANCES_OF_ALL =
            "select order_id, " + COLUMNS + " from ledger_balance where order_id = any(:orders)";

    static final String OPEN =
            "insert into ledger_balance (order_id, currency) values (:order, :currency) on conflict do nothing";

    /** What brings money of the buyer's into the order. */
    private static final String IN = "'CAPTURE', 'REFUND_CLOSED', 'CHARGEBACK_WON'";

    /** What the buyer reads of it: what came in from them and goes back. */
    private static final String OF_THE_BUYER = IN + ", 'REFUND', 'CHARGEBACK'";

    /** What is booked for a subject already is not booked again. */
    static final String BOOK = """
        with told as (
            select * from unnest(cast(:orders as text[]), cast(:currencies as text[]), cast(cast(:ids as text[]) as uuid[]),
                cast(:causes as text[]), cast(:subjects as text[]), cast(:sources as text[]), cast(:targets as text[]),
                cast(cast(:amounts as text[]) as bigint[]), cast(:rules as text[]), cast(:payments as text[]),
                cast(cast(:refunds as text[]) as uuid[]), cast(:sellers as text[]))
                as t (order_id, currency, id, cause, subject, source, target, amount, rule, payment_id, refund_id,
                    seller_id)),
        booked as (
            insert into ledger_transfer (order_id, id, cause, subject, from_account, to_account, amount, currency, rule,
                payment_id, refund_id, seller_id, at)
            select order_id, id, cause, subject, source, target, amount, currency, rule, payment_id, refund_id, seller_id,
                cast(:at as timestamptz)
            from told
            where not exists (select 1 from ledger_transfer l
                where l.order_id = told.order_id and l.subject = told.subject and l.cause = told.cause)
            returning order_id, cause, from_account, to_account, amount)
        update ledger_balance b
        set %1$s,
            captured = b.captured + moved.came, refunded = b.refunded + moved.went,
            charged_back = b.charged_back + moved.taken
        from (select order_id, %2$s,
                coalesce(sum(amount) filter (where cause = 'CAPTURE'), 0) as came,
                coalesce(sum(case cause when 'REFUND' then amount when 'REFUND_CLOSED' then -amount end), 0) as went,
                coalesce(sum(case cause when 'CHARGEBACK' then amount when 'CHARGEBACK_WON' then -amount end), 0)
                    as taken
            from booked group by order_id) moved
        where b.order_id = moved.order_id
        """.formatted(each("%1$s = b.%1$s + moved.%1$s"), each("""
            coalesce(sum(case '%2$s' when to_account then amount when from_account then -amount end), 0) as %1$s\
            """));

    /** A18: all that is held of orders that are completed. */
    static final String RELEASE = """
        with due as (
            select b.order_id, b.currency, b.escrow, o.seller_id, cast(w.id as uuid) as id
            from unnest(cast(:orders as text[]), cast(:ids as text[])) as w (order_id, id)
                join ledger_balance b on b.order_id = w.order_id
                join orders o on o.order_id = w.order_id
            where b.escrow > 0 and o.status = 'COMPLETED' and not o.frozen and not o.disputed
                and o.escrow_held_at is null
            for update of b),
        booked as (
            insert into ledger_transfer (order_id, id, cause, subject, from_account, to_account, amount, currency, rule,
                seller_id, at)
            select order_id, id, 'RELEASE', 'orders/' || order_id, 'ESCROW', 'SELLER', escrow, currency, 'A18', seller_id,
                cast(:at as timestamptz)
            from due
            on conflict do nothing
            returning order_id, amount)
        update ledger_balance b set escrow = b.escrow - booked.amount, seller = b.seller + booked.amount
        from booked where b.order_id = booked.order_id
        """;

    static final String OF_BUYER = """
        select cause, cast(sum(case when cause in (%2$s) then amount else -amount end) as bigint) as amount,
            payment_id, refund_id, at
        from ledger_transfer where order_id = :order and cause in (%1$s)
        group by cause, subject, payment_id, refund_id, at
        order by (array_agg(id order by id))[1]
        """.formatted(OF_THE_BUYER, IN);

    private static final String TRAIL = "select cause, from_account, to_account, amount, rule, subject, payment_id,"
            + " refund_id from ledger_transfer where order_id = :order and ";

    static final String OF_REFUND = TRAIL + "refund_id = :refund order by id";

    /** Of these refunds, those that were sent and have not come back. */
    static final String OUT = """
        select distinct sent.refund_id from ledger_transfer sent
        where sent.order_id = any(:orders) and sent.cause = 'REFUND_SENT'
            and sent.refund_id = any(cast(cast(:refunds as text[]) as uuid[]))
            and not exists (select 1 from ledger_transfer back
                where back.order_id = sent.order_id and back.subject = sent.subject and back.cause = 'REFUND_BACK')
        """;

    static final String OF_SUBJECT = TRAIL + "subject = :subject order by id";

    static final String OF_TRANSFERS = TRAIL + "id = any(cast(cast(:transfers as text[]) as uuid[])) order by id";

    static final String OF_CHARGEBACKS = TRAIL + "payment_id = :payment and cause like 'CHARGEBACK%' order by id";

    /** What came in again after a chargeback is taken off. */
    static final String ADVANCED = """
        select cast(greatest(0, coalesce(sum(case 'PLATFORM' when from_account then amount else -amount end), 0)) as bigint)
        from ledger_transfer
        where order_id = :order and 'PLATFORM' in (from_account, to_account)
            and cause in ('CHARGEBACK', 'CHARGEBACK_WON', 'CAPTURE', 'MADE_GOOD', 'DECISION_UNDONE')
        """;

    /** Of an order that is over, by its subjects. */
    static final String CLEARINGS = """
        select count(distinct subject) from ledger_transfer
        where order_id = :order and subject like :subjects and cause in ('RELEASE', 'MADE_GOOD')
        """;

    private static String each(String form) {
        return Arrays.stream(Account.values())
                .map(account -> form.formatted(account.column(), account.name()))
                .collect(Collectors.joining(", "));
    }
}
