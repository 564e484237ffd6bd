"""The linter of job descriptions: a text in, findings with place, reason and rewrites out. Nothing of it is kept."""

from __future__ import annotations

from flask import Response

from kamguide.job_description.lint import Finding, Report, linter
from kamguide.model.text import Text
from kamguide.web.api import parameters
from kamguide.web.api.answers import Tree
from kamguide.web.api.bodies import body
from kamguide.web.api.lint_shapes import LintAnswer, LintRequest
from kamguide.web.api.openapi import operation
from kamguide.web.api.views import answered, blueprint
from kamguide.web.site import library


@blueprint.post("/job-descriptions/lint")
@operation("/job-descriptions/lint", LintAnswer, ("lang", "company"), body=LintRequest)
def lint() -> Response:
    """A job description in; advice with its place (`start`, `end` in code points), reason, rewrites and source out."""
    parameters.company()
    language = parameters.language()
    asked = body(LintRequest)
    report = linter(library()).lint(asked.text, asked.lang or language, asked.place or "")
    return answered(lint_answer(report), asked.lang)


def lint_answer(report: Report) -> Tree:
    """A report as a tree in the form of ``lint_shapes``; reasons still to be told in one language or both."""
    return {"findings": [finding_answer(finding) for finding in report.findings], "truncated": report.truncated}


def finding_answer(finding: Finding) -> Tree:
    """A finding as the contract has it."""
    return {
        "rule": finding.rule.slug,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "why": Text(hi=finding.why("hi"), en=finding.why("en")),
        "instead": list(finding.instead),
        "source": finding.source,
    }
