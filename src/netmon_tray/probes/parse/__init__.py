"""Bytes and text of the operating systems turned into values: pure decoders, importable on every system."""
