"""``python -m zhextract`` is the command ``zhextract``."""

from zhextract.cli import entry

if __name__ == "__main__":
    entry()
