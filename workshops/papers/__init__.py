"""What is printed of a workshop besides what is signed: each paper made from rows or frozen content.

A package registers its papers in `ready()`; one page lists them with their languages and formats, for whom each is.
"""

from workshops.papers.paper import Paper, papers, register

__all__ = ["Paper", "papers", "register"]
