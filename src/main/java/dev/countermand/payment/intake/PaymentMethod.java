package dev.countermand.payment.intake;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the buyer paid with; named outside as in the contract, in lower case. */
public enum PaymentMethod {
    @JsonProperty("card")
    CARD("card"),
    @JsonProperty("wallet")
    WALLET("wallet"),
    @JsonProperty("bank_transfer")
    BANK_TRANSFER("bank_transfer"),
    @JsonProperty("cash_on_delivery")
    CASH_ON_DELIVERY("cash_on_delivery");

    private final String code;

    PaymentMethod(String code) {
        this.code = code;
    }

    /** The name in the contract, in policies and in the database. */
    public String code() {
        return code;
    }

    @Override
    public String toString() {
        return code;
    }
}
