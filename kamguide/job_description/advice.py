"""What the linter says of a finished job description, each language read by itself: two are not one long text."""

from __future__ import annotations

from dataclasses import replace

from kamguide.job_description.lint import TEXT_LIMIT, Linter, Report
from kamguide.job_description.telling import PAY
from kamguide.language import translate
from kamguide.render.blocks import Facts, texts_of
from kamguide.render.documents import Document, Part
from kamguide.render.plain_text import BETWEEN, part_text


def advised(linter: Linter, document: Document, place: str) -> Report:
    """Findings in the order of the document, without places in a text: foot, title and most facts are no wording.

    :param place: where the job is, for laws that hold there.
    """
    reports = [linter.lint(_wording(part), part.language, place) for part in document.parts]
    return Report(
        tuple(finding for report in reports for finding in report.findings),
        any(report.truncated for report in reports),
    )


def advised_in_text(linter: Linter, document: Document, place: str) -> Report:
    """Findings with their places in the document as plain text (:func:`kamguide.render.plain_text.to_text`).

    The head, which is the role's name and badge, and the foot are not read.
    """
    findings, truncated, start = [], False, 0
    for part in document.parts:
        head, body = part_text(replace(part, blocks=(), foot=())), part_text(replace(part, foot=()))
        report = linter.lint(body[len(head) :][:TEXT_LIMIT], part.language, place)
        truncated = truncated or report.truncated or len(body) - len(head) > TEXT_LIMIT
        at = start + len(head)
        findings += [replace(one, start=one.start + at, end=one.end + at) for one in report.findings]
        start += len(part_text(part)) + len(BETWEEN)
    return Report(tuple(findings), truncated)


def _wording(part: Part) -> str:
    """What the part says, a text on each line; of the facts what holds an amount: laws ask for pay in the text."""
    lines = []
    for block in part.blocks:
        if isinstance(block, Facts):
            lines += [row.value for row in block.rows if row.label == _pay_label(part)]
        else:
            lines += [line for line in texts_of(block) if line]
    return "\n".join(lines)


def _pay_label(part: Part) -> str:
    return translate(PAY, part.language)
