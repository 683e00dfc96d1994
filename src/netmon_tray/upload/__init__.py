"""The only door to the Gate: what is sent, how, and what its answers mean."""
