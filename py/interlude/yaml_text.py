"""The one reading of YAML that somebody else wrote: bounded, and without what hides a mistake."""

from __future__ import annotations

from typing import Any

DEEPEST = 20
"""How deep lists and mappings may lie in each other; our own files stay below 8."""

LONGEST = 100_000
"""Characters; our own files have six thousand."""


class YamlError(ValueError):
    """A text is no YAML that is read here; the message says where, and what to mend."""


def parsed(text: str) -> Any:
    """The value in a YAML text.  Raises ``YamlError``.

    An alias can make a long text of a short one, and of two entries with one key YAML drops the
    first without a word, so neither is taken.

    >>> parsed("a: [1, b]")
    {'a': [1, 'b']}
    >>> parsed("a: 1\\nb: 2\\na: 3")
    Traceback (most recent call last):
    interlude.yaml_text.YamlError: line 3: 'a' stands twice; take one out
    """
    import yaml

    if len(text) > LONGEST:
        raise YamlError(f"longer than {LONGEST} characters")
    try:
        _check_events(yaml.parse(text, Loader=yaml.SafeLoader))
        loader = yaml.SafeLoader(text)
        root = loader.get_single_node()
        _check_keys(root)
        return loader.construct_document(root) if root else None
    except YamlError:
        raise
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise YamlError(f"{line}not YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError) as error:  # such as a date in month 99
        raise YamlError(f"not YAML: {error}") from error


def _check_events(events: Any) -> None:
    import yaml

    depth = 0
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise YamlError(f"line {line}: write it out; *{event.anchor} is not read here")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise YamlError(f"line {line}: more than {DEEPEST} levels deep")


def _check_keys(node: Any) -> None:
    import yaml

    if isinstance(node, yaml.MappingNode):
        keys = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise YamlError(f"line {line}: a key is a word; mend it")
            if key.value in keys:
                raise YamlError(f"line {line}: {key.value!r} stands twice; take one out")
            keys.add(key.value)
            _check_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _check_keys(item)
