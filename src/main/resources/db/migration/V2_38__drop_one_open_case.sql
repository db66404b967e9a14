drop index concurrently one_open_case;
