"""The words by which pages, the API and the search call topics, levels and groups: English keys of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from kamguide.model.role import Topic


def _n(text: str) -> str:
    """Mark a word for the catalogue."""
    return text


TOPIC_TITLES: Mapping[Topic, str] = {
    "definition": _n("What the role is"),
    "responsibilities": _n("Daily work"),
    "skills": _n("Skills, and up to which level"),
    "education": _n("Education"),
    "experience": _n("Experience"),
    "kpi": _n("How success is measured (KPI)"),
    "salary": _n("Pay"),
    "outlook": _n("Outlook"),
    "career-path": _n("Career path"),
    "how-to-become": _n("How to become one"),
    "mentor": _n("Ask a mentor"),
    "books": _n("Books"),
    "swot": _n("SWOT: strength, weakness, opportunity, threat"),
    "resume": _n("Résumé"),
    "comparison": _n("Compared with other roles"),
    "portfolio": _n("How many customers"),
    "regulation": _n("Rules"),
    "industries": _n("Where the role is found"),
    "qualities": _n("Personal qualities"),
    "tools": _n("Tools"),
    "grades": _n("Grades"),
    "sources": _n("Sources"),
}

KIND_TITLES: Mapping[str, str] = {
    "role": _n("Roles"),
    "skill": _n("Skills"),
    "comparison": _n("Comparisons"),
    "salary": _n("Pay"),
    "path": _n("Career paths"),
    "guide": _n("Guides"),
    "company": _n("Companies"),
    "term": _n("Glossary"),
}
"""What kinds of search results are called."""

FACETS: Mapping[str, str] = {"kind": _n("Kind"), "role": _n("Role"), "topic": _n("Topic"), "company": _n("Company")}
"""By what search results can be narrowed."""

NOTES: Mapping[str, str] = {
    "accounting": _n("Looking for an accounting job? This guide is about customer accounts and sales."),
    "other-trade": _n("This guide is about the roles of sales and account management only."),
}
"""What the search says of a query that means something else."""

LEVEL_NAMES: Mapping[str, str] = {
    "0": _n("None"),
    "1": _n("Awareness"),
    "2": _n("Working"),
    "3": _n("Practitioner"),
    "4": _n("Expert"),
}

GROUPS: Mapping[str, str] = {
    "relationship": _n("Relationships"),
    "coordination": _n("Coordination"),
    "business": _n("Business"),
}

COMPONENTS: Mapping[str, str] = {
    "base": _n("Base pay"),
    "bonus": _n("Bonus"),
    "commission": _n("Commission"),
    "profit-sharing": _n("Profit sharing"),
    "additional": _n("Additional pay"),
    "total": _n("Total pay"),
    "ote": _n("On-target earnings (OTE)"),
    "ctc": _n("Cost to company (CTC)"),
    "salary": _n("Salary"),
    "not-stated": _n("Pay, parts not stated"),
}

STATISTICS: Mapping[str, str] = {
    "mean": _n("mean"),
    "median": _n("median"),
    "p10": _n("10th percentile"),
    "p20": _n("20th percentile"),
    "p25": _n("25th percentile"),
    "p30": _n("30th percentile"),
    "p40": _n("40th percentile"),
    "p50": _n("50th percentile"),
    "p60": _n("60th percentile"),
    "p70": _n("70th percentile"),
    "p75": _n("75th percentile"),
    "p80": _n("80th percentile"),
    "p90": _n("90th percentile"),
    "average": _n("“average”, as the source calls it"),
    "range": _n("range"),
    "not-stated": _n("kind of figure not stated"),
}

PERIODS: Mapping[str, str] = {"year": _n("a year"), "month": _n("a month"), "hour": _n("an hour")}

FLAGS: Mapping[str, str] = {
    "top-coded": _n("at least: the source prints no larger figure"),
    "suppressed": _n("not released by the source"),
    "area-inferred": _n("the country is our inference"),
    "year-inferred": _n("the year is our inference"),
    "base-inferred": _n("that it is base pay is our inference"),
    "component-inferred": _n("the part of pay is our inference"),
    "statistic-as-printed": _n("the kind of figure is as printed"),
}

BASES: Mapping[str, str] = {
    "sourced": _n("From a source"),
    "estimate": _n("Our estimate"),
    "editorial": _n("Our advice"),
}

STATUSES: Mapping[str, str] = {
    "same": _n("the same"),
    "only": _n("only here"),
    "raised": _n("more here"),
    "lowered": _n("less here"),
    "differs": _n("different"),
}

CONFIDENCES: Mapping[str, str] = {
    "high": _n("high confidence"),
    "medium": _n("medium confidence"),
    "low": _n("low confidence"),
}

RESOURCE_KINDS: Mapping[str, str] = {
    "practice": _n("Practice at work"),
    "book": _n("Book"),
    "course": _n("Course"),
    "page": _n("Web page"),
}

MATCHES: Mapping[str, str] = {
    "exactMatch": _n("the same"),
    "closeMatch": _n("nearly the same"),
    "broadMatch": _n("wider there"),
    "narrowMatch": _n("narrower there"),
    "relatedMatch": _n("related"),
}

LANGUAGE_NAMES: Mapping[str, str] = {"hi": _n("Hindi"), "en": _n("English")}

STEP_KINDS: Mapping[str, str] = {
    "promotion": _n("promotion"),
    "lateral": _n("change at the same level"),
    "entry": _n("way in"),
    "qualification": _n("by qualification"),
}

CHANGES: Mapping[str, str] = {"new": _n("new"), "raised": _n("raised"), "carried": _n("carried along")}
"""What a step does with a skill."""

SCHEMES: Mapping[str, str] = {
    "esco": "ESCO",
    "isco-08": "ISCO-08",
    "onet-soc": "O*NET-SOC",
    "soc-2018": "SOC 2018",
    "nco-2015": "NCO-2015",
    "nsqf": "NSQF",
}

DIFF_STATUSES: Mapping[str, str] = {
    "ours": _n("ours"),
    "same": _n("the same as in %(below)s"),
    "changed-there": _n("changed in both places: please look"),
    "removed-there": _n("no longer in %(below)s: please look"),
    "added-there": _n("added in both places: please look"),
    "unrecorded": _n("not recorded in base.yaml yet"),
}
"""What is called how a company's field stands to what is below it."""
SHARED_GUIDE = _n("the shared guide")
"""What is called what lies below a company that is based on no other."""
DIFF_VALUES: Mapping[str, str] = {
    "then": _n("In %(below)s, when last looked at"),
    "now": _n("In %(below)s, now"),
    "ours": _n("Here"),
}
"""What the three values of a difference are called."""
