"""``python -m tests.plugins.bench``: what 200 companies with 4 roles each cost, in time and in memory.

Prints the figures that ``kamguide/plugins/README.md`` gives. The first is also a test, with a wide margin.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from kamguide.guide import ground_of, packaged_site
from kamguide.library.diff import accepted
from kamguide.library.loading import Stack
from kamguide.plugins.folder import CompanyFolder, Origin, origins_in, read_folder
from kamguide.plugins.recorded import FILE, recorded_text
from kamguide.plugins.variants import Laying, Variant, variants

Made = TypeVar("Made")

TODAY = date(2026, 11, 22)
COMPANIES = 200
ROLE = """\
preferred_label: {{hi: अपना नाम {n}, en: Own name {n}}}
notation: N{n}
description:
  hi: यह कंपनी {n} का अपना ब्योरा है, जो सामान्य ब्योरे की जगह आता है।
  en: The description of company {n} in its own words, which stands in place of the shared one.
topics:
  tools:
    claims:
      own-system:
        label: {{hi: अपना सिस्टम, en: Own system}}
        text: {{hi: काम सिस्टम {n} में होता है।, en: Work is done in system {n}.}}
        basis: editorial
      own-report:
        text: {{hi: हर सोमवार रिपोर्ट {n}।, en: "Report {n}, every Monday."}}
        basis: editorial
  responsibilities:
    claims:
      own-duty:
        group: business
        text: {{hi: अपनी ज़िम्मेदारी {n}, en: A duty of its own {n}}}
        basis: editorial
skills:
  communication: {{level: {level}, importance: 5}}
  negotiation: {{level: {level}}}
  digital-tools: {{importance: 2}}
  coaching: {{level: 2, importance: 3, relation: optional, basis: estimate}}
grades:
  g1: {{label: {{hi: ग्रेड 1, en: Grade 1}}, rank: 1, skills: {{negotiation: {{level: 2}}}}}}
  g2: {{label: {{hi: ग्रेड 2, en: Grade 2}}, rank: 2, skills: {{negotiation: {{level: 3}}}}}}
"""
SLUGS = ("account-executive", "account-manager", "key-account-manager", "sales-manager")


@dataclass(frozen=True)
class Figures:
    """What was measured: seconds of CPU time, bytes."""

    files: int
    parsing: float
    loading: float
    memory: int
    copies: int

    @property
    def ratio(self) -> float:
        return self.loading / self.parsing


def made(folder: Path, ground: Stack, count: int) -> list[Origin]:
    """The folders of so many companies, each with its ``base.yaml``."""
    for number in range(count):
        root = folder / f"company-{number}"
        (root / "content" / "roles").mkdir(parents=True)
        (root / "plugin.yaml").write_text(f"label: {{hi: कंपनी {number}, en: Company {number}}}\n", "utf-8")
        for slug in SLUGS:
            text = ROLE.format(n=number, level=number % 4 + 1)
            (root / "content" / "roles" / f"{slug}.yaml").write_text(text, "utf-8")
    origins, problems = origins_in(folder, "plugins/")
    assert problems == []
    laying = Laying(ground, [read_folder(origin) for origin in origins], TODAY)
    for origin in origins:
        laid = laying.laid(origin.slug)
        assert laid is not None
        (origin.root / FILE).write_text(recorded_text(origin.slug, accepted(laid.differences)), "utf-8")
    return origins


def loaded(ground: Stack, folders: Sequence[CompanyFolder]) -> dict[str, Variant]:
    companies, problems = variants(ground, folders, TODAY)
    assert problems == []
    assert len(companies) == len(folders)
    assert [problem for company in companies.values() for problem in company.problems] == []
    return companies


def _best_of_three(work: Callable[[], Made]) -> tuple[float, Made]:
    """The least CPU seconds that the work took, and what it made. What others left in memory is not counted."""
    times = []
    for _ in range(3):
        gc.collect()
        gc.freeze()
        begin = time.process_time()
        made = work()
        times.append(time.process_time() - begin)
        gc.unfreeze()
    return min(times), made


def measured(count: int = COMPANIES) -> Figures:
    """Parses the files of so many companies once, then loads them as a site does; and weighs what stays."""
    ground = ground_of(packaged_site(), TODAY)
    with tempfile.TemporaryDirectory() as folder:
        origins = made(Path(folder), ground, count)
        parsing, folders = _best_of_three(lambda: [read_folder(origin) for origin in origins])
        loading, _ = _best_of_three(lambda: loaded(ground, [read_folder(origin) for origin in origins]))
        gc.collect()
        tracemalloc.start()
        companies = loaded(ground, folders)
        gc.collect()
        memory, _ = tracemalloc.get_traced_memory()
        copies = [company.library.roles[slug].model_copy(deep=True)
                  for company in list(companies.values())[:5] for slug in SLUGS]  # fmt: skip
        both, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert len(copies) == len(SLUGS) * min(5, count)
    return Figures(count * (len(SLUGS) + 2), parsing, loading, memory // count, (both - memory) // min(5, count))


def main() -> int:
    """Print the figures."""
    found = measured()
    print(
        f"{COMPANIES} companies, {found.files} files: parsing {found.parsing:.2f} s, loading {found.loading:.2f} s CPU"
    )
    print(f"loading / parsing: {found.ratio:.2f} (goal: below 3)")
    print(
        f"a company holds {found.memory / 1000:.0f} kB; copies of its four roles would be {found.copies / 1000:.0f} kB"
    )
    return 0 if found.ratio < 3 else 1


if __name__ == "__main__":
    sys.exit(main())
