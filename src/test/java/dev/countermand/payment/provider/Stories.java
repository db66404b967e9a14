package dev.countermand.payment.provider;

import dev.countermand.payment.provider.PaymentProvider.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** All that a provider may tell, each thing any number of times, in every order. */
public final class Stories {

    private static final int AT_MOST = 6;

    private Stories() {}

    /** Each story of up to six; gives their number. */
    public static int each(List<Progress> told, Consumer<List<Progress>> story) {
        int[] stories = {0};
        tell(new ArrayList<>(), told, each -> {
            stories[0]++;
            story.accept(each);
        });
        return stories[0];
    }

    private static void tell(List<Progress> story, List<Progress> told, Consumer<List<Progress>> each) {
        if (!story.isEmpty()) {
            each.accept(story);
        }
        if (story.size() == AT_MOST) {
            return;
        }
        for (Progress next : told) {
            story.add(next);
            tell(story, told, each);
            story.removeLast();
        }
    }

    /** What it must come to, from a set, which has no order: a failure outweighs "sent", and that "pending". */
    public static String end(List<Progress> story) {
        Set<Progress> facts = new HashSet<>(story);
        if (facts.stream().anyMatch(Progress.Failed.class::isInstance)) {
            return "failed";
        }
        boolean referenced = facts.stream()
                .anyMatch(fact -> fact instanceof Progress.Sent sent && Objects.nonNull(sent.bankReference()));
        if (facts.stream().anyMatch(Progress.Sent.class::isInstance)) {
            return referenced ? "sent, with a reference" : "sent";
        }
        return "pending";
    }

    /** The same of what it came to. */
    public static String cameTo(List<Progress> story) {
        return end(List.of(RefundTruth.of(story).progress()));
    }
}
