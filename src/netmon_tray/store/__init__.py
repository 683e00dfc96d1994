"""The only door to SQLite: the connection log, the delivery state of each record, the history and the agent's state."""
