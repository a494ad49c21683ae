"""Makes the comparison of a consolidated agreement with the wording last signed: tracked changes, and a proved PDF."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from contracts.errors import ProofError
from contracts.expectations import expectation_of_facts
from contracts.filing.manifest import DocumentEntry, Sources
from contracts.making import Making, finishing_of
from contracts.pdf import vera
from contracts.pdf.finish import finish
from contracts.pdf.prove import prove
from contracts.plan.jobs import Job
from contracts.provenance import entry_of
from contracts.redline.compare import compare
from contracts.redline.legend import Heads
from contracts.redline.printout import print_out
from contracts.redlining import expectation_of_printout
from contracts.rendering import noon
from contracts.revising.material import material_of
from contracts.word.render import Template


def compare_wordings(job: Job, templates: Mapping[Path, Template], sources: Sources, making: Making) -> DocumentEntry:
    """One comparison, staged and proved.

    Raises:
        TemplateError: A wording cannot be rendered.
        ConversionError: The engine made no PDF.
        ProofError: The comparison would lose a word, or its PDF did not pass the proof.
    """
    making.progress(job.title, "compare")
    wordings = material_of(job.planned, templates, job.agreement).wordings
    assert wordings is not None  # it is planned with them
    heads = _heads(job)
    names = (heads.old, heads.new)
    redline = compare(wordings.signed, wordings.new.docx, job.planned.authority.name, noon(job.date), names)
    docx = making.stage.output(f"{job.stem}.docx")
    docx.write_bytes(redline.docx)
    printout = print_out(redline.docx, heads, docx.name)
    printed, raw = making.stage.scratch / "printout.docx", making.stage.scratch / "engine.pdf"
    printed.write_bytes(printout.docx)
    pdf = making.stage.output(f"{job.stem}.pdf")
    making.progress(job.title, "convert")
    making.engine.convert(printed, raw)
    making.progress(job.title, "finish")
    fields = finish(raw, pdf, finishing_of(job, making.engine))
    making.progress(job.title, "prove")
    carried = expectation_of_facts(job.planned, job.record).attachments
    draft = job.draft or making.engine.for_drafts
    expectation = replace(expectation_of_printout(printout, job.title, draft=draft), attachments=carried)
    proof = prove(pdf, expectation, judge=not draft and vera.available())
    if not proof.passed:
        raise ProofError(f"{job.stem}.pdf", proof.problems)
    return entry_of(job, making.engine, making.stage, sources, proof, fields)


def _heads(job: Job) -> Heads:
    """What is compared: both wordings are in the form of a consolidated agreement, which nobody signs."""
    wording = job.planned.wording
    assert wording is not None and wording.plain is not None  # it is planned with them
    kind = wording.after.document.kind
    return Heads(wording.plain.name, f"den undertecknade lydelsen, uppställd som {kind}", kind)
