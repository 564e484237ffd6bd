"""Results as plain trees: the form in which the API and the command line answer."""

from __future__ import annotations

from collections.abc import Sequence

from kamguide.model.text import LANGUAGES, Language
from kamguide.search.answer import Answer
from kamguide.search.searching import Hit, Result
from kamguide.search.suggest import Suggestion
from kamguide.search.understanding import Understanding


def search_answer(result: Result, language: Language | None) -> dict[str, object]:
    """A result; ``language`` is the one that was asked for, None for whichever matched best."""
    understood = result.understanding
    return {
        "query": result.query,
        "lang": language,
        "truncated": understood.truncated,
        "total": result.total,
        "answer": _answer(result.answer, language) if result.answer else None,
        "hits": [_hit(hit) for hit in result.hits],
        "interpreted": _interpreted(understood, comparison_path(result), language),
        "did_you_mean": understood.did_you_mean,
        "note": understood.note,
        "facets": {name: dict(counts) for name, counts in result.facets.items()},
    }


def suggest_answer(query: str, suggestions: Sequence[Suggestion], language: Language | None) -> dict[str, object]:
    """Suggestions; addresses are in the language asked for, else in that of the label."""
    items = [
        {
            "label": suggestion.label,
            "lang": suggestion.language,
            "kind": suggestion.kind,
            "role": suggestion.role,
            "url": address(suggestion.path, language or suggestion.language),
        }
        for suggestion in suggestions
    ]
    return {"query": query, "items": items}


def address(path: str, language: Language) -> str:
    """Where a path below a language stands."""
    return f"/{language}{path}"


def comparison_path(result: Result) -> str | None:
    """Where the comparison that was asked for is told; None where none was asked for, or none is found."""
    pair = set(result.understanding.pair)
    found = (hit.entry.path for hit in result.hits if hit.entry.kind == "comparison" and set(hit.entry.roles) == pair)
    return next(found, None) if pair else None


def _hit(hit: Hit) -> dict[str, object]:
    entry = hit.entry
    tree: dict[str, object] = {
        "kind": entry.kind,
        "role": entry.role,
        "topic": entry.topic,
        "title": entry.title[hit.language],
        "url": address(entry.path, hit.language),
        "snippet": hit.snippet.html,
        "score": round(hit.score, 3),
        "company": entry.company,
        "lang": hit.language,
    }
    if entry.kind == "comparison":
        tree["roles"] = list(entry.roles)
    return tree


def _interpreted(understood: Understanding, path: str | None, language: Language | None) -> dict[str, object]:
    pair = list(understood.pair)
    url = address(path, language or LANGUAGES[0]) if path else None
    return {
        "roles": list(understood.roles),
        "topics": list(understood.topics),
        "skills": list(understood.skills),
        "comparison": {"roles": pair, "url": url} if pair else None,
    }


def _answer(answer: Answer, language: Language | None) -> dict[str, object]:
    spoken = language if language and language in answer.text else next(iter(answer.text))
    return {
        "kind": answer.kind,
        "text": answer.text[spoken],
        "url": address(answer.path, spoken),
        "source": answer.source,
        "year": answer.year,
    }
