"""Whether what people wrote of a role, or of two, still holds where a company says otherwise."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kamguide.library.loading import Key, Stack
from kamguide.model import Entity
from kamguide.model.comparison import Comparison
from kamguide.model.role import Role, Topic
from kamguide.sources.document import Node

_ALWAYS: frozenset[Topic] = frozenset({"definition", "comparison"})
"""Topics on which an answer rests whatever its rows are about."""


def with_what_holds(stack: Stack, below: Stack, own: Collection[Key]) -> Stack:
    """The stack without the comparisons that its layer leaves as they are, though it changes what they say of a role.

    Nor does a fact of a headline go on naming the claim that said it before the layer said something else.

    :param below: the stack without that layer; ``own`` are the keys of the layer's documents.
    """
    gone = {
        key
        for key, written in stack.entities.items()
        if isinstance(written, Comparison)
        and key not in own
        and not all(
            _says_the_same(written, below.entities.get(("roles", slug)), stack.entities.get(("roles", slug)))
            for slug in written.roles
        )
    }
    stack = _with_facts_of_their_own(stack, own)
    if not gone:
        return stack
    kept = {slug: one for slug, one in stack.library.comparisons.items() if ("comparisons", slug) not in gone}
    entities = {key: entity for key, entity in stack.entities.items() if key not in gone}
    return replace(stack, entities=entities, library=replace(stack.library, comparisons=kept))


def _with_facts_of_their_own(stack: Stack, own: Collection[Key]) -> Stack:
    """The stack in which no fact of a headline names a claim of a layer below for words that stand above it."""
    changed: dict[str, Role] = {}
    for kind, slug in own:
        role = stack.library.roles.get(slug) if kind == "roles" else None
        if role is None:
            continue
        head = stack.documents[kind, slug].root
        inherited = {
            topic: fact.model_copy(update={"claim": None})
            for topic, fact in role.key_facts.items()
            if fact.claim is not None and _layer(head, topic, "claim") != _layer(head, topic, "value")
        }
        if inherited:
            changed[slug] = role.model_copy(update={"key_facts": {**role.key_facts, **inherited}})
    if not changed:
        return stack
    return replace(stack, library=replace(stack.library, roles={**stack.library.roles, **changed}))


def _layer(role: Node, topic: Topic, field: str) -> str:
    return role.at(("key_facts", topic, field)).place.layer


def _says_the_same(written: Comparison, before: Entity | None, now: Entity | None) -> bool:
    """Whether a role is still what the comparison says; skills and grades are set side by side without it."""
    if now is before:
        return True
    if not isinstance(before, Role) or not isinstance(now, Role):
        return False
    topics = _ALWAYS.union(row.topic for row in written.rows.values())
    return _portrait(before, topics) == _portrait(now, topics)


def _portrait(role: Role, topics: Collection[Topic]) -> object:
    said = {topic: role.topics.get(topic) for topic in topics}
    return role.preferred_label, role.notation, role.description, dict(role.key_facts), dict(role.senses), said
