alter table cancellation validate constraint awaiting_is_a_word;
