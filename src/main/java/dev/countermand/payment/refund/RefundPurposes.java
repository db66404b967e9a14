package dev.countermand.payment.refund;

import java.util.ArrayList;
import java.util.List;

/** What refunds are for, shared out between them: no part is named twice, and the parts add up (A20). Pure. */
public final class RefundPurposes {

    private RefundPurposes() {}

    /**
     * The parts of so much money: what it is for by name first, in their order and each in full before the next, then the
     * rest.
     *
     * @param named what it may be for, with what that is worth
     * @param rest what the rest of it is for
     */
    public static List<RefundPurpose> of(long amount, List<RefundPurpose> named, RefundPurpose.Kind rest) {
        List<RefundPurpose> parts = new ArrayList<>();
        long open = amount;
        for (RefundPurpose one : named) {
            long share = Math.min(open, one.amount());
            if (share > 0) {
                parts.add(one.part(share));
                open -= share;
            }
        }
        if (open > 0) {
            parts.add(RefundPurpose.rest(rest, open));
        }
        return parts;
    }

    /**
     * The parts of each of several refunds that together are all of it: a part may begin in one and go on in the next.
     *
     * @param shares what each refund gives, together as much as the parts
     */
    public static List<List<RefundPurpose>> share(List<RefundPurpose> parts, List<Long> shares) {
        List<List<RefundPurpose>> each = new ArrayList<>();
        List<RefundPurpose> open = new ArrayList<>(parts);
        for (long share : shares) {
            List<RefundPurpose> its = new ArrayList<>();
            long left = share;
            while (left > 0 && !open.isEmpty()) {
                RefundPurpose next = open.removeFirst();
                long taken = Math.min(left, next.amount());
                its.add(next.part(taken));
                left -= taken;
                if (taken < next.amount()) {
                    open.addFirst(next.part(next.amount() - taken));
                }
            }
            each.add(its);
        }
        return each;
    }
}
