"""Bridges to other systems, each in its own module and behind its own extra; nothing here is imported by the core."""
