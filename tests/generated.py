"""A library of any size for measuring: roles, skills and claims made from a seed, always the same."""

from __future__ import annotations

import random
from datetime import date
from typing import cast

from kamguide.library.library import Library
from kamguide.model.claim import Claim, Group, Requirement
from kamguide.model.role import Reviewed, Role, TopicSection
from kamguide.model.skill import Anchors, Skill
from kamguide.model.text import Basis, Labels, Text

_REVIEWED = Reviewed(hi=date(2026, 11, 22), en=date(2026, 11, 22))
_GROUPS = ("relationship", "coordination", "business")
_TOPICS = ("portfolio", "responsibilities", "education", "experience", "kpi")


def library(roles: int, skills: int, claims: int = 60, seed: int = 7) -> Library:
    """A library of so many roles, each with all the skills and so many claims."""
    rng = random.Random(seed)
    words = [Text(hi=f"बात {n}", en=f"Statement {n}") for n in range(400)]
    needs = [
        Requirement(level=level, importance=importance, relation=relation, basis="estimate")
        for level in range(5)
        for importance in range(1, 6)
        for relation in ("essential", "optional")
    ]
    told = [Claim(text=text, basis=cast(Basis, basis)) for text in words for basis in ("estimate", "editorial")]
    catalogue = [_skill(n, words[n % len(words)]) for n in range(skills)]
    return Library(
        version=f"generated-{roles}-{skills}",
        skills={skill.slug: skill for skill in catalogue},
        roles={
            f"role-{n:05}": Role.model_construct(
                slug=f"role-{n:05}",
                notation=f"R{n}",
                preferred_label=Text(hi=f"भूमिका {n}", en=f"Role {n}"),
                alt_labels=Labels(),
                hidden_labels=Labels(),
                description=words[n % len(words)],
                choose_if=None,
                reviewed=_REVIEWED,
                hub=None,
                key_facts={},
                senses={},
                topics={
                    topic: TopicSection.model_construct(
                        body=None, claims={f"claim-{k}": rng.choice(told) for k in range(claims // len(_TOPICS))}
                    )
                    for topic in _TOPICS
                },
                skills={skill.slug: rng.choice(needs) for skill in catalogue},
                grades={},
                mappings={},
            )
            for n in range(roles)
        },
    )


def _skill(number: int, text: Text) -> Skill:
    label = Text(hi=f"कौशल {number}", en=f"Skill {number}")
    return Skill(
        slug=f"skill-{number:04}",
        label=label,
        short_label=label,
        group=cast(Group, _GROUPS[number % 3]),
        description=text,
        anchors=Anchors(awareness=text, working=text, practitioner=text, expert=text),
        reviewed=_REVIEWED,
    )
