"""The rehearsal: the real bot in an invented group, in a browser, without a token."""
