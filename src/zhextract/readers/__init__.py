"""Bytes in, texts out: files, folders and standard input, in the encodings that Chinese text comes in.

A reader yields `Item`s (id, text, published) one after the other, and a `Failure` in the place of each that cannot be
read; nothing is raised, nothing is kept. So a reader's output can be handed to a pool of workers as it comes.
"""

from zhextract.readers.decode import DecodeError, decode
from zhextract.readers.files import Failure, Item, find, read

__all__ = ["DecodeError", "Failure", "Item", "decode", "find", "read"]
