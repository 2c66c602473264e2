"""What a JMESPath expression of an adapter asks for, told without running it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import jmespath
from jmespath.exceptions import JMESPathError

Way: TypeAlias = tuple[str, ...]
"""Names from the top of what an expression looks into, such as ``("path", "ticket")``."""

LONGEST = 4_000
DEEPEST = 50

_LISTS = ("projection", "filter_projection", "value_projection")


class ExpressionError(ValueError):
    """A text is no expression; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class Expression:
    """``ways`` are where it looks; a constant looks nowhere.  ``calls`` are the functions that it
    calls, each with how many values it gives.  ``items`` are the objects that it makes, as far as
    it spells them out: what is under each of their names."""

    ways: frozenset[Way]
    calls: tuple[tuple[str, int], ...]
    items: tuple[dict[str, Expression], ...]

    @property
    def constant(self) -> bool:
        """Whether it says the same whatever was read."""
        return not self.ways


def read(text: str) -> Expression:
    """What an expression asks for.  Raises ``ExpressionError``.

    >>> found = read("log[?field=='state'].{by: user, at: time}")
    >>> sorted(found.ways), [sorted(item) for item in found.items]
    ([('log',)], [['at', 'by']])
    >>> read("contains('solved', 'solved')").constant, read("a.b | [c, @.d]").constant
    (True, False)
    """
    if len(text) > LONGEST:
        raise ExpressionError(f"longer than {LONGEST} characters; say it in less")
    try:
        tree = jmespath.compile(text).parsed
    except RecursionError as error:
        raise ExpressionError("goes too deep; say it in less") from error
    except JMESPathError as error:
        words = " ".join(str(error).split())
        raise ExpressionError(
            f"not a JMESPath expression: {words}; see https://jmespath.org"
        ) from error
    if _deeper(tree, DEEPEST):
        raise ExpressionError("goes too deep; say it in less")
    return _expression(tree)


def _expression(tree: Any) -> Expression:
    ways: set[Way] = set()
    _follow(tree, (), ways)
    items = tuple(
        {pair["value"]: _expression(pair["children"][0]) for pair in made["children"]}
        for made in _made(tree)
    )
    return Expression(frozenset(ways), tuple(_calls(tree)), items)


def _deeper(tree: Any, left: int) -> bool:
    return left == 0 or any(_deeper(child, left - 1) for child in _children(tree))


def _children(tree: Any) -> Iterator[Any]:
    return (child for child in tree["children"] if isinstance(child, dict))


def _calls(tree: Any) -> Iterator[tuple[str, int]]:
    """Every function in an expression, with how many values it is given."""
    if tree["type"] == "function_expression":
        yield tree["value"], len(tree["children"])
    for child in _children(tree):
        yield from _calls(child)


def _follow(tree: Any, here: Way | None, ways: set[Way]) -> Way | None:
    """Add the ways that an expression takes from ``here``; where it ends, if that is still on a way
    of names: a list or an object that was made on the way has none."""
    kind = tree["type"]
    if kind in ("field", "current", "identity"):
        end = here if here is None or kind != "field" else (*here, tree["value"])
        if end is not None:
            ways.add(end)
        return end
    if kind in ("subexpression", "pipe", "index_expression"):
        first, *rest = _children(tree)
        end = _follow(first, here, ways)
        for child in rest:
            end = _follow(child, end, ways)
        return end
    inner = None if kind in (*_LISTS, "expref") else here
    for nth, child in enumerate(_children(tree)):
        _follow(child, here if kind in _LISTS and nth == 0 else inner, ways)
    return None


def _made(tree: Any) -> Iterator[Any]:
    """The objects that an expression's value consists of."""
    kind = tree["type"]
    children = list(_children(tree))
    if kind == "multi_select_dict":
        yield tree
    elif kind in _LISTS and children[1]["type"] == "identity":
        yield from _made(children[0])
    elif kind in _LISTS:
        yield from _made(children[1])
    elif kind in ("subexpression", "pipe"):
        yield from _made(children[-1])
    elif kind in ("flatten", "multi_select_list", "or_expression"):
        for child in children:
            yield from _made(child)
