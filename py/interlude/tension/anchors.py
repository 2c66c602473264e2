"""Whether a message can hold any phrase of a list at all, told much faster than which."""

from collections.abc import Collection, Iterator

from interlude.tension.language import small_words
from interlude.tension.lexicon import Node


def anchors(tree: Node, lang: str, telling: Collection[int]) -> frozenset[str]:
    """The rarest word of each phrase that carries one of these signals: without it, no phrase.

    The longest word counts as the rarest, and the language's small words as common.

    >>> from interlude.tension.lexicon import parse
    >>> sorted(anchors(parse("[churn]\\nclose my account, would go").customer, "en", range(99)))
    ['account', 'go']
    """
    small = small_words(lang)
    paths = _paths(tree, telling, ())
    return frozenset(max(path, key=lambda word: (word not in small, len(word))) for path in paths)


def _paths(
    node: Node, telling: Collection[int], path: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    for word, child in node.items():
        if any(signal in telling for signal in child.signals):
            yield (*path, word)
        yield from _paths(child, telling, (*path, word))
