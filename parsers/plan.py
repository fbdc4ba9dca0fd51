"""Reads a whole document: the algorithm from blocks to measures, step by step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from extract.model import Document, Run
from parsers.blocks import blocks
from parsers.contents import Contents, find_contents
from parsers.dissolved_lists import read_dissolved_lists
from parsers.figures import LostFigure, find_figures
from parsers.headings import find_headings
from parsers.identity import Identity, read_identity
from parsers.indicator_lines import read_indicator_lines
from parsers.indicator_values import Indicator
from parsers.indicators import find_indicators
from parsers.large_headings import large_candidates
from parsers.layout_headings import outline
from parsers.lost_cards import find_lost_cards
from parsers.lost_rows import find_lost_rows
from parsers.lost_schedules import LostSchedule, find_lost_schedules
from parsers.mark_legends import MarkMeaning, find_mark_legends
from parsers.markup_headings import marked_candidates
from parsers.measure_bullets import read_measure_bullets
from parsers.measure_lists import read_measure_lists
from parsers.measure_paragraphs import Told, above, read_measure_paragraphs
from parsers.measures import Measure, read_measures
from parsers.model import Block, Findings, Heading, Table
from parsers.organizations import Organization, find_organizations
from parsers.overviews import without_overviews
from parsers.period_terms import PeriodTerm, find_period_terms
from parsers.policies import Policy, policy_at, read_anchors, read_policies
from parsers.reconcile import reconcile
from parsers.schedules import ScheduleRow, plan_schedule_rows
from parsers.sections import position
from parsers.tables import assemble
from parsers.tag_legend import TagMeaning, read_tag_legends

Reader = Callable[[Sequence[Block], Sequence[Heading], Collection[int | None]], Findings[Measure]]


@dataclass(frozen=True)
class Plan:
    """A document and what it says, each step made from the ones above it.

    Every property can be looked at by itself; nothing is computed that nobody asks for.
    """

    document: Document

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Paragraphs and grids in reading order."""
        return blocks(self.document)

    @cached_property
    def contents(self) -> Contents | None:
        """The contents page (目次), when there is one."""
        return find_contents(self.blocks)

    @cached_property
    def headings(self) -> Findings[Heading]:
        """The heading tree, held against the contents page."""
        named = outline(self.document, self.contents, self.blocks)
        large = large_candidates(self.document, self.blocks, self.contents)
        large = large or marked_candidates(self.blocks, self.contents)
        return reconcile(find_headings(self.blocks, self.contents, named, large), self.contents)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Tables as a reader sees them."""
        return assemble(self.blocks, self.headings.values, self.contents)

    @cached_property
    def policies(self) -> tuple[Policy, ...]:
        """The policy tree."""
        headings, measures = self.headings.values, self.measure_headings
        return read_policies(self.blocks, headings, self.tables, measures)

    @cached_property
    def told(self) -> Findings[Told]:
        """The measures of headed paragraphs with their indicators."""
        return read_measure_paragraphs(self.blocks, self.headings.values, self.tables)

    @cached_property
    def measures(self) -> Findings[Measure]:
        """The measures with their items and schedules, of cards, of lists and of paragraphs."""
        tables, told = self.tables, self.told
        cards = read_measures(tables, self.headings.values)
        described = (*cards.values, *(t.measure for t in told.values))
        found = [cards, without_overviews(read_measure_lists(tables), described, tables)]
        values = [*described, *found[1].values]
        for read in (read_dissolved_lists, read_measure_bullets):
            found.append(self._beside(values, read))
            values += found[-1].values
        repairs = (*(r for part in found for r in part.repairs), *told.repairs)
        issues = (*(i for part in found for i in part.issues), *told.issues)
        values.sort(key=lambda m: position(m.title.whole))
        return Findings(tuple(values), repairs, issues)

    def _beside(self, others: Sequence[Measure], read: Reader) -> Findings[Measure]:
        """The measures of sections that hold none of the others, nor headings of such."""
        headings = self.headings.values
        sections = {m.section for m in others if m.section is not None}
        return read(self.blocks, headings, sections | above(headings, sections))

    @cached_property
    def measure_headings(self) -> frozenset[int]:
        """The headings that are titles of measures, and so no policies."""
        places = {h.title.whole: i for i, h in enumerate(self.headings.values)}
        found = (places.get(m.title.whole) for m in self.measures.values)
        return frozenset(place for place in found if place is not None)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators (KPI) with their targets."""
        lines = [entry for told in self.told.values for entry in told.indicators]
        known = {told.measure.section for told in self.told.values}
        lines += read_indicator_lines(self.blocks, self.headings.values, known)
        return find_indicators(self.tables, self.measures.values, lines)

    @cached_property
    def policy_of(self) -> tuple[int | None, ...]:
        """For each measure the index of the policy under which it is printed."""
        anchors = read_anchors(self.headings.values, self.tables, self.measure_headings)
        return tuple(policy_at(self.policies, anchors, m.title.whole) for m in self.measures.values)

    @cached_property
    def tag_legend(self) -> Findings[TagMeaning]:
        """What the plan's tags of law mean by its own legend."""
        return read_tag_legends(self.tables, self.blocks)

    @cached_property
    def mark_legend(self) -> Findings[MarkMeaning]:
        """What the marks of its schedules mean by its own legend."""
        return find_mark_legends(self.blocks, self.tables)

    @cached_property
    def organizations(self) -> Findings[Organization]:
        """The bodies, posts and units that carry the plan."""
        return find_organizations(self.blocks, self.headings.values, self.tables)

    @cached_property
    def figures(self) -> Findings[LostFigure]:
        """Figures that are named but not held by the text."""
        return find_figures(self.blocks, self.headings.values, self.tables, self.contents)

    @cached_property
    def schedules(self) -> tuple[tuple[int | None, ScheduleRow], ...]:
        """Rows of schedules of the plan as a whole, with the index of their section."""
        return tuple(
            (table.section, row)
            for table in self.tables
            if table.kind == "schedule"
            for row in plan_schedule_rows(table)
        )

    @cached_property
    def period_terms(self) -> tuple[PeriodTerm, ...]:
        """The years that the plan gives to its named periods (前期)."""
        return find_period_terms(self.blocks, self.tables)

    @cached_property
    def lost_schedules(self) -> tuple[LostSchedule, ...]:
        """Schedules of which the years cannot be read: pictures, bars below no years."""
        found = find_lost_schedules(self.document, self.headings.values, self.tables)
        return (*found, *find_lost_rows(self.document, self.tables))

    @cached_property
    def lost_cards(self) -> tuple[Run, ...]:
        """Frames of measure cards on recognised pages whose labels could not be read."""
        return find_lost_cards(self.document, self.tables)

    @cached_property
    def identity(self) -> Identity:
        """What the document prints about itself."""
        rows = [row for _, row in self.schedules]
        return read_identity(self.document, self.blocks, self.headings.values, self.tables, rows)
