package dev.countermand.docs;

import static dev.countermand.docs.GeneratedPage.head;
import static dev.countermand.docs.GeneratedPage.row;

import dev.countermand.payment.ledger.Account;
import dev.countermand.payment.ledger.Cause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/money.md has every account and every cause of the ledger, as the code says them. */
class MoneyPageTest {

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        StringBuilder page = new StringBuilder("## Accounts\n\n").append(head(List.of("account", "what stands on it")));
        Javadocs said = Javadocs.of(Path.of("src/main/java/dev/countermand/payment/ledger"));
        for (Account account : Account.values()) {
            page.append(row(List.of("`" + account + "`", said.of(Account.class, account.name()))));
        }
        page.append("\n## Which act books what\n\n").append(head(List.of("cause", "from", "to", "when")));
        for (Cause cause : Cause.values()) {
            page.append(row(List.of(
                    "`" + cause + "`", names(cause.from()), names(cause.to()), said.of(Cause.class, cause.name()))));
        }
        GeneratedPage.of("money.md", getClass()).mustSay(page.toString());
    }

    private static String names(Set<Account> accounts) {
        return Arrays.stream(Account.values())
                .filter(accounts::contains)
                .map(account -> "`" + account + "`")
                .collect(Collectors.joining(", "));
    }
}
